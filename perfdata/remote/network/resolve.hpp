// Names to addresses, within a deadline.
#pragma once

#include <string>
#include <sys/socket.h>
#include <vector>

#include <perfdata/base/deadline.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/connection/machine_address.hpp>
#include <perfdata/remote/loop/dcerpc_loop.hpp>

namespace perfdata {

/// An IPv4 or IPv6 address with its port. A value.
struct socket_address {
  sockaddr_storage storage{};
  socklen_t length = 0;

  /// Without the port: "127.0.0.1", "fe80::1%eth0".
  [[nodiscard]] std::string to_string() const;
};

/// The step's name in errors.
inline constexpr std::string_view resolve_step = "resolve name";

/// The addresses of `machine.host`, best first, at least one. A numeric host asks nobody.
/// Errors: errc::unreachable when the name is unknown or no name server answers; errc::timed_out.
[[nodiscard]] result<std::vector<socket_address>> resolve_machine(const machine_address& machine,
                                                                  const deadline& until);

/// The same as a task of `loop`. However many machines there are, at most 16 names are looked up at a time;
/// the others wait for their turn.
[[nodiscard]] task<result<std::vector<socket_address>>> resolve_machine(dcerpc_loop& loop,
                                                                        machine_address machine,
                                                                        deadline until);

/// What both fail with when `until` comes first.
[[nodiscard]] error resolve_timed_out(const machine_address& machine);

}  // namespace perfdata
