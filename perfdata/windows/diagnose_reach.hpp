// The way to another machine's performance data through advapi32, step by step.
#pragma once

#include <memory>
#include <vector>

#include <perfdata/connection/diagnosis_step.hpp>
#include <perfdata/windows/root_key.hpp>

namespace perfdata::win32 {

/// "LogonUser" when a password is to be used, then "RegConnectRegistry", which covers everything from the
/// name to the open key: Windows does not tell them apart. A step behind a failure is skipped. `on_step` may
/// be empty; it is called from the caller's thread.
[[nodiscard]] std::vector<diagnosis_step> diagnose_reach(std::shared_ptr<registry_calls> calls,
                                                         const reach& how, const step_observer& on_step);

}  // namespace perfdata::win32
