// Starting another machine's Remote Registry service through its service control manager.
#pragma once

#include <string>

#include <perfdata/remote/dcerpc/dcerpc_channel.hpp>

namespace perfdata {

/// The step's name in errors.
inline constexpr std::string_view start_service_step = "start the Remote Registry service";

/// What was done.
enum class service_start : std::uint8_t {
  started,          ///< it was stopped, and runs now
  already_running,  ///< it runs, or was starting already
};

/// Logs on to \svcctl as `target` says, whichever its interface, and starts the service when it is stopped.
/// Returns when it runs. Its configuration is read and never changed. Errors: errc::unreachable for a service
/// that is disabled or not installed, with the setting to change; errc::access_denied for an account that may
/// not start it; those of the connection.
[[nodiscard]] task<result<service_start>> start_remote_registry(dcerpc_loop& loop, std::string machine,
                                                                dcerpc_target target, deadline until);

}  // namespace perfdata
