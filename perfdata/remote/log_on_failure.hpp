// Words for a connect that failed behind TCP: which step it was, and what to try.
#pragma once

#include <string>

#include <perfdata/base/error.hpp>
#include <perfdata/remote/dcerpc_channel.hpp>

namespace perfdata {

/// `outcome` is not ok. The step is "negotiate and log on" or "open \\winreg".
[[nodiscard]] error log_on_failure(const std::string& machine, const dcerpc_target& target,
                                   const dcerpc_outcome& outcome);

/// Anonymous credentials with signing or encryption: without an account there is no session key, and what the
/// libraries would call sealed, anyone can read.
[[nodiscard]] error unprotected_anonymous(const std::string& machine);

}  // namespace perfdata
