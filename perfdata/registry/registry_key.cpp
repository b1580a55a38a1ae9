#include <utility>

#include <perfdata/registry/key_refusal.hpp>
#include <perfdata/registry/registry_key.hpp>

namespace perfdata {

registry_key::registry_key(predefined_key root, std::unique_ptr<registry_backend> backend)
    : root_(root), backend_(std::move(backend)) {}
registry_key::registry_key(registry_key&&) noexcept = default;
registry_key& registry_key::operator=(registry_key&&) noexcept = default;
registry_key::~registry_key() = default;

result<registry_value> registry_key::query_value(std::string_view name) {
  if (!is_open()) return failure(closed_key("query value"));
  return backend_->query_value(name);
}

result<registry_key> registry_key::open_subkey(std::string_view path) {
  if (!is_open()) return failure(closed_key("open subkey"));
  if (is_performance_key(root_)) return failure(no_subkeys(root_, "open subkey"));
  auto opened = backend_->open_subkey(path);
  if (!opened) return failure(std::move(opened.error()));
  return registry_key(root_, *std::move(opened));
}

result<std::vector<std::string>> registry_key::subkeys() {
  if (!is_open()) return failure(closed_key("enumerate subkeys"));
  if (is_performance_key(root_)) return failure(no_subkeys(root_, "enumerate subkeys"));
  return backend_->subkeys();
}

result<std::vector<registry_value>> registry_key::values() {
  if (!is_open()) return failure(closed_key("enumerate values"));
  return backend_->values();
}

result<registry_key_info> registry_key::info() {
  if (!is_open()) return failure(closed_key("query info"));
  return backend_->info();
}

result<void> registry_key::close() {
  if (!is_open()) return failure(closed_key("close"));
  const auto closing = std::exchange(backend_, nullptr);
  return closing->close();
}

}  // namespace perfdata
