// Every step of the way to another machine's counters, each with its time, the failing one with the setting
// to change. In the target perfdata::remote.
#pragma once

#include <vector>

#include <perfdata/connection/diagnosis_step.hpp>
#include <perfdata/connection/machine_address.hpp>
#include <perfdata/remote/remote_machine.hpp>

namespace perfdata {

/// Goes from the name to the open key: "resolve name", "connect to port 445", "get a Kerberos ticket" (with
/// Kerberos), "negotiate SMB", "log on", "connect to IPC$", "open \\winreg", "bind to winreg" and
/// "OpenPerformanceData". All of them are in the result, those behind a failure as skipped. Logs on once; a
/// second time only while the registry's service, which starts when its pipe is first opened, does not take
/// requests yet, some seconds at most: a rejected password is never sent again. `timeout` of the options is
/// for the whole way.
/// On Windows, whose client does all of that inside one call, the steps are "LogonUser" (with a password) and
/// "RegConnectRegistry".
/// `on_step` may be empty; it is called from the caller's thread.
[[nodiscard]] std::vector<diagnosis_step> diagnose_connection(const machine_address& machine,
                                                              const remote_options& options,
                                                              const step_observer& on_step);

}  // namespace perfdata
