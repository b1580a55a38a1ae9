// The predefined keys that a registry connection can be made to.
#pragma once

#include <cstdint>
#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata {

/// The values are those of winreg.h. RegConnectRegistryW's page allows local_machine, performance_data and
/// users; performance_text and performance_nls_text belong to performance_data and are reached the same way.
enum class predefined_key : std::uint32_t {
  classes_root = 0x80000000,
  current_user = 0x80000001,
  local_machine = 0x80000002,
  users = 0x80000003,
  performance_data = 0x80000004,
  current_config = 0x80000005,
  performance_text = 0x80000050,
  performance_nls_text = 0x80000060,
};

/// As winreg.h spells it, e.g. "HKEY_LOCAL_MACHINE"; "an unknown key" for any other number.
[[nodiscard]] std::string_view to_string(predefined_key key) noexcept;

/// "HKLM", "HKEY_LOCAL_MACHINE", "HKU", "HKPD" …, letters in any case.
/// Errors: errc::invalid_argument for a name that winreg.h does not have.
[[nodiscard]] result<predefined_key> parse_predefined_key(std::string_view name);

/// Whether connect() takes it.
[[nodiscard]] bool is_connectable(predefined_key key) noexcept;

/// Whether it is one of the three performance keys: no subkeys, and nothing but query, enumerate and close
/// (MS-RRP 3.1.5.4).
[[nodiscard]] bool is_performance_key(predefined_key key) noexcept;

}  // namespace perfdata
