#include <algorithm>
#include <array>
#include <fmt/format.h>

#include <perfdata/base/ascii.hpp>
#include <perfdata/registry/predefined_key.hpp>

namespace perfdata {
namespace {

struct named_key {
  predefined_key key;
  std::string_view name;
  std::string_view short_name;  // reg.exe's, and ours for the performance keys
};

constexpr std::array named_keys{
    named_key{predefined_key::classes_root, "HKEY_CLASSES_ROOT", "HKCR"},
    named_key{predefined_key::current_user, "HKEY_CURRENT_USER", "HKCU"},
    named_key{predefined_key::local_machine, "HKEY_LOCAL_MACHINE", "HKLM"},
    named_key{predefined_key::users, "HKEY_USERS", "HKU"},
    named_key{predefined_key::performance_data, "HKEY_PERFORMANCE_DATA", "HKPD"},
    named_key{predefined_key::current_config, "HKEY_CURRENT_CONFIG", "HKCC"},
    named_key{predefined_key::performance_text, "HKEY_PERFORMANCE_TEXT", "HKPT"},
    named_key{predefined_key::performance_nls_text, "HKEY_PERFORMANCE_NLSTEXT", "HKPN"},
};

}  // namespace

std::string_view to_string(predefined_key key) noexcept {
  const auto* const known = std::ranges::find(named_keys, key, &named_key::key);
  return known != named_keys.end() ? known->name : "an unknown key";
}

result<predefined_key> parse_predefined_key(std::string_view name) {
  const auto* const known = std::ranges::find_if(named_keys, [name](const named_key& one) {
    return equals_ignoring_case(one.name, name) || equals_ignoring_case(one.short_name, name);
  });
  if (known != named_keys.end()) return known->key;
  return failure({.code = errc::invalid_argument,
                  .message = fmt::format("\"{}\" is not a predefined key", name),
                  .advice = "start with HKLM, HKU, HKPD, HKPT or HKPN, or their long names"});
}

bool is_connectable(predefined_key key) noexcept {
  return key == predefined_key::local_machine || key == predefined_key::users || is_performance_key(key);
}

bool is_performance_key(predefined_key key) noexcept {
  return key == predefined_key::performance_data || key == predefined_key::performance_text ||
         key == predefined_key::performance_nls_text;
}

}  // namespace perfdata
