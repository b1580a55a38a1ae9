// How far a connect has come, for whoever stops waiting for it.
#pragma once

#include <cstdint>
#include <optional>

#include <perfdata/connection/machine_address.hpp>
#include <perfdata/remote/dcerpc/dcerpc_channel.hpp>

namespace perfdata {

/// A value of the loop's thread, written by winreg_pipe::open.
struct connect_progress {
  enum class stage : std::uint8_t { resolve, connect, ticket, log_on, start_service, open_key };

  stage reached = stage::resolve;
  dcerpc_target target{};                   ///< from log_on on
  const dcerpc_channel* channel = nullptr;  ///< during log_on
  std::optional<dcerpc_outcome> refused{};  ///< the last log_on that failed and is being tried again

  /// Why it is not done: the refusal that it tries to get past, or errc::timed_out in the step that it is in.
  [[nodiscard]] error timed_out(const machine_address& machine) const;
};

}  // namespace perfdata
