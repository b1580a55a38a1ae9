// Which of a machine's addresses takes a TCP connection: asked before SMB is, so that a closed port, a silent
// firewall and a registry service that is off are told apart.
#pragma once

#include <span>

#include <perfdata/remote/network/resolve.hpp>

namespace perfdata {

/// "connect to port 445".
[[nodiscard]] std::string connect_step(const machine_address& machine);

/// The first of `addresses` that accepts; the probe's own connection is closed again. All are tried at the
/// same time. Errors: errc::unreachable when each one refused or has no route; errc::timed_out when none
/// answered.
[[nodiscard]] result<socket_address> first_that_accepts(const machine_address& machine,
                                                        std::span<const socket_address> addresses,
                                                        const deadline& until);

/// The same as a task of `loop`.
[[nodiscard]] task<result<socket_address>> first_that_accepts(dcerpc_loop& loop, machine_address machine,
                                                              std::vector<socket_address> addresses,
                                                              deadline until);

/// What both fail with when `until` comes first and nobody refused.
[[nodiscard]] error connect_timed_out(const machine_address& machine);

}  // namespace perfdata
