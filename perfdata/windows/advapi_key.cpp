#include <fmt/format.h>
#include <utility>

#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/registry/key_refusal.hpp>
#include <perfdata/registry/performance_key.hpp>
#include <perfdata/windows/advapi_key.hpp>
#include <perfdata/windows/performance_source.hpp>

namespace perfdata::win32 {
namespace {

// A registry that goes on for ever is somebody's bug; keys of real ones have thousands of entries.
constexpr std::uint32_t most_entries = 1U << 20U;

class advapi_key final : public registry_backend {
 public:
  advapi_key(std::shared_ptr<session> at, std::shared_ptr<held_key> key)
      : session_(std::move(at)), key_(std::move(key)) {}
  ~advapi_key() override {
    if (key_) (void)close_within_reason(*session_, std::move(key_));
  }

  result<registry_value> query_value(std::string_view name) override {
    auto value = std::make_shared<registry_value>();
    value->name = name;
    auto done = run("RegQueryValueEx", [value, key = key_] {
      return fill(*value, *key,
                  [&](value_room& room) { return key->calls().query_value(key->get(), value->name, room); });
    });
    if (!done) return failure(std::move(done.error()));
    return std::move(*value);
  }

  result<std::unique_ptr<registry_backend>> open_subkey(std::string_view path) override {
    auto opened = std::make_shared<std::shared_ptr<held_key>>();
    auto done =
        run("RegOpenKeyEx", [opened, key = key_, calls = session_->calls(), name = std::string(path)] {
          key_handle handle = nullptr;
          const std::uint32_t code = calls->open_key(key->get(), name, handle);
          if (code == 0) *opened = std::make_shared<held_key>(calls, handle, held_key::kind::opened);
          return code;
        });
    if (!done) return failure(std::move(done.error()));
    return make_advapi_key(session_, *opened);
  }

  result<std::vector<std::string>> subkeys() override {
    auto names = std::make_shared<std::vector<std::string>>();
    auto done = run("RegEnumKeyEx", [names, key = key_] {
      return for_each_entry([&](std::uint32_t index) {
        std::string name;
        const std::uint32_t code = key->calls().enum_key(key->get(), index, name);
        if (code == 0) names->push_back(std::move(name));
        return code;
      });
    });
    if (!done) return failure(std::move(done.error()));
    return std::move(*names);
  }

  result<std::vector<registry_value>> values() override {
    auto all = std::make_shared<std::vector<registry_value>>();
    auto done = run("RegEnumValue", [all, key = key_] {
      return for_each_entry([&](std::uint32_t index) {
        registry_value value;
        const std::uint32_t code = fill(value, *key, [&](value_room& room) {
          return key->calls().enum_value(key->get(), index, value.name, room);
        });
        if (code == 0) all->push_back(std::move(value));
        return code;
      });
    });
    if (!done) return failure(std::move(done.error()));
    return std::move(*all);
  }

  result<registry_key_info> info() override {
    auto told = std::make_shared<registry_key_info>();
    auto done =
        run("RegQueryInfoKey", [told, key = key_] { return key->calls().query_info(key->get(), *told); });
    if (!done) return failure(std::move(done.error()));
    return *told;
  }

  result<void> close() override { return close_within_reason(*session_, std::move(key_)); }

 private:
  /// Whole calls of one kind, as many as it takes, within one deadline.
  result<void> run(std::string_view step, std::function<std::uint32_t()> calls) {
    const auto code = session_->run(step, std::move(calls));
    if (!code) return failure(code.error());
    if (*code == error_more_data) return failure(too_large(step));
    if (*code != 0) return failure(session_->failed(step, *code));
    return {};
  }

  error too_large(std::string_view step) const {
    return {.code = errc::too_large,
            .message = fmt::format("{}: a value is larger than 64 MiB", session_->name()),
            .system = system_status{.step = std::string(step), .win32 = error_more_data}};
  }

  template <class Ask>
  static std::uint32_t fill(registry_value& value, held_key& key, Ask ask) {
    const auto answer = key.room.ask({}, ask, [](byte_view) { return true; });
    value.type = static_cast<registry_type>(answer.type);
    value.data.assign(answer.bytes.begin(), answer.bytes.end());
    return answer.code;
  }

  template <class Entry>
  static std::uint32_t for_each_entry(Entry entry) {
    for (std::uint32_t index = 0; index < most_entries; ++index)
      if (const std::uint32_t code = entry(index); code != 0) return code == error_no_more_items ? 0 : code;
    return error_more_data;
  }

  std::shared_ptr<session> session_;
  std::shared_ptr<held_key> key_;
};

}  // namespace

std::unique_ptr<registry_backend> make_advapi_key(std::shared_ptr<session> at,
                                                  std::shared_ptr<held_key> key) {
  return std::make_unique<advapi_key>(std::move(at), std::move(key));
}

result<registry_key> connect_through(std::shared_ptr<registry_calls> calls, const reach& how,
                                     predefined_key key) {
  if (!is_connectable(key)) return failure(not_connectable(key));
  if (is_performance_key(key)) {
    auto source = open_performance_source(std::move(calls), how, key);
    if (!source) return failure(source.error());
    return open_performance_key(key, *std::move(source));
  }
  const deadline until(how.timeout);
  auto at = open_session(std::move(calls), how, until);
  if (!at) return failure(at.error());
  auto root = open_root(**at, how, key, until);
  if (!root) return failure(root.error());
  return registry_key(key, make_advapi_key(*at, *root));
}

}  // namespace perfdata::win32
