// What to change on a machine so that a step of the way to its counters works: names of services, rules,
// groups and registry values.
#pragma once

#include <string>

#include <perfdata/base/error.hpp>
#include <perfdata/remote/doctor/smb_facts.hpp>

namespace perfdata {

/// The port does not take connections. Empty when `failed` says enough.
[[nodiscard]] std::string setting_for_port(const error& failed);

/// The logon stopped at `stage`; `failed` has the NTSTATUS or Win32 code. Empty when it says enough.
[[nodiscard]] std::string setting_for_logon(logon_stage stage, const error& failed);

}  // namespace perfdata
