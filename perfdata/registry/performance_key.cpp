#include <algorithm>
#include <array>

#include <perfdata/base/ascii.hpp>
#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/registry/key_refusal.hpp>
#include <perfdata/registry/performance_key.hpp>

namespace perfdata {
namespace {

bool names_titles(std::string_view name) noexcept {
  const std::string_view word = name.substr(0, name.find(' '));
  return equals_ignoring_case(word, "Counter") || equals_ignoring_case(word, "Help") ||
         equals_ignoring_case(word, "Explain");
}

class performance_backend final : public registry_backend {
 public:
  performance_backend(predefined_key root, std::unique_ptr<counter_source> source)
      : root_(root), source_(std::move(source)) {}

  result<registry_value> query_value(std::string_view name) override {
    const bool titles = names_titles(name);
    if (!titles && is_text()) {
      error failed = win32_failure(source_->machine(), "query value", error_file_not_found);
      failed.advice = "ask for \"Counter\" or \"Help\"";
      return failure(std::move(failed));
    }
    registry_value value{.name = std::string(name),
                         .type = titles ? registry_type::multi_sz : registry_type::binary};
    if (auto answered = source_->query(name, value.data); !answered)
      return failure(std::move(answered.error()));
    return value;
  }

  result<std::unique_ptr<registry_backend>> open_subkey(std::string_view) override {
    return failure(no_subkeys(root_, "open subkey"));
  }

  result<std::vector<std::string>> subkeys() override {
    return failure(no_subkeys(root_, "enumerate subkeys"));
  }

  result<std::vector<registry_value>> values() override {
    constexpr std::array<std::string_view, 1> data_names{"Global"};
    constexpr std::array<std::string_view, 2> text_names{"Counter", "Help"};
    std::vector<registry_value> all;
    for (const std::string_view name : is_text() ? std::span<const std::string_view>(text_names)
                                                 : std::span<const std::string_view>(data_names)) {
      auto value = query_value(name);
      if (!value) return failure(std::move(value.error()));
      all.push_back(*std::move(value));
    }
    return all;
  }

  result<registry_key_info> info() override {
    const auto all = values();
    if (!all) return failure(all.error());
    registry_key_info told{.values = static_cast<std::uint32_t>(all->size()),
                           .last_write = from_filetime(0)};  // never written: what Windows says of it
    for (const auto& value : *all) {
      told.longest_value_name =
          std::max(told.longest_value_name, static_cast<std::uint32_t>(value.name.size()));
      told.longest_value = std::max(told.longest_value, static_cast<std::uint32_t>(value.data.size()));
    }
    return told;
  }

  result<void> close() override {
    source_.reset();
    return {};
  }

 private:
  [[nodiscard]] bool is_text() const noexcept { return root_ != predefined_key::performance_data; }

  predefined_key root_;
  std::unique_ptr<counter_source> source_;
};

}  // namespace

registry_key open_performance_key(predefined_key root, std::unique_ptr<counter_source> source) {
  return {root, std::make_unique<performance_backend>(root, std::move(source))};
}

}  // namespace perfdata
