// Who is logged on already, so that nobody has to be named: present_logon_posix.cpp or
// present_logon_windows.cpp.
#pragma once

#include <optional>

#include <perfdata/connection/credentials.hpp>

namespace perfdata {

/// The current Kerberos ticket when there is one; on Windows the account that runs the program.
[[nodiscard]] std::optional<credentials> present_logon();

}  // namespace perfdata
