// Words for a connect that failed behind TCP: which step it was, and what to try.
#pragma once

#include <string>

#include <perfdata/base/error.hpp>
#include <perfdata/remote/dcerpc/dcerpc_channel.hpp>
#include <perfdata/remote/remote_machine.hpp>

namespace perfdata {

/// `outcome` is not ok. The step is "negotiate and log on" or "open \\winreg".
[[nodiscard]] error log_on_failure(const std::string& machine, const dcerpc_target& target,
                                   const dcerpc_outcome& outcome);

/// Whether unprotected_anonymous() is what these options come to.
[[nodiscard]] bool needs_an_account(const remote_options& options) noexcept;

/// Anonymous credentials with signing or encryption: without an account there is no session key, and what the
/// libraries would call sealed, anyone can read.
[[nodiscard]] error unprotected_anonymous(const std::string& machine);

}  // namespace perfdata
