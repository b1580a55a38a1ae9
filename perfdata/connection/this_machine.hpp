// The counters of the computer that runs this program.
#pragma once

#include <memory>

#include <perfdata/connection/counter_source.hpp>

namespace perfdata {

/// HKEY_PERFORMANCE_DATA of this computer: the registry on Windows; on Linux the same blocks built from /proc
/// and /sys with Windows' own title indexes, counter types and raw semantics. Which file implements it is
/// CMake's choice. Errors: errc::system_failure when the system does not offer the counters at all (no
/// /proc).
[[nodiscard]] result<std::unique_ptr<counter_source>> open_this_machine();

}  // namespace perfdata
