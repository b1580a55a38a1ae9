// A machine as people write it: \\NAME, NAME, an IPv4 address, [IPv6], each with an optional :port.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata {

/// A value. `host` is without backslashes and brackets.
struct machine_address {
  std::string host{};
  std::uint16_t port = 445;  ///< SMB; another one is for tests and tunnels

  /// Errors: errc::invalid_argument for an empty name, blanks or slashes inside it, or a port outside
  /// 1-65535.
  [[nodiscard]] static result<machine_address> parse(std::string_view text);

  /// "HOST", "HOST:PORT" when the port is not 445, "[V6]:PORT" for IPv6.
  [[nodiscard]] std::string to_string() const;
};

}  // namespace perfdata
