// Performance data through advapi32 as a source of counters.
#pragma once

#include <memory>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/windows/root_key.hpp>

namespace perfdata::win32 {

/// Opens a performance key. A machine that went away is connected to again by the next query; a password that
/// it refused is never sent twice: from then on every query fails with that error. A call that has not
/// returned by its deadline goes on by itself (nothing can stop RegQueryValueExW), and until it returns every
/// query fails at once with errc::timed_out.
/// Errors: open_session's and open_root's. Precondition: is_performance_key(key).
[[nodiscard]] result<std::unique_ptr<counter_source>> open_performance_source(
    std::shared_ptr<registry_calls> calls, const reach& how,
    predefined_key key = predefined_key::performance_data);

}  // namespace perfdata::win32
