// A key as people write it: \\HOST\HKLM\SOFTWARE\Vendor, or HKPD for this computer's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>
#include <perfdata/connection/machine_address.hpp>
#include <perfdata/registry/predefined_key.hpp>

namespace perfdata {

/// A value. Value names are no part of it: they may hold backslashes, key names may not.
struct registry_path {
  std::optional<machine_address> machine{};  ///< none: this computer
  predefined_key root{};
  std::string subkey{};  ///< UTF-8, names separated by single backslashes; empty: the predefined key itself

  /// [\\MACHINE\]ROOT[\NAME…], where MACHINE is as machine_address::parse takes it or "." for this computer,
  /// ROOT as parse_predefined_key takes it, and one backslash at the end does no harm. Linear.
  /// Errors: errc::invalid_argument.
  [[nodiscard]] static result<registry_path> parse(std::string_view text);

  /// With the long name of the root, e.g. "\\HOST\HKEY_LOCAL_MACHINE\SOFTWARE".
  [[nodiscard]] std::string to_string() const;
};

}  // namespace perfdata
