// What the exporter says about itself.
#pragma once

#include "monitor/fleet/metric.hpp"

#include <string_view>

#include <perfdata/base/error.hpp>

namespace perfdata::fleet {

/// "logon_failed", …: for a label, so that an alert can tell causes apart.
[[nodiscard]] std::string_view word_of(errc code) noexcept;

/// process_cpu_seconds_total, process_resident_memory_bytes, process_open_fds and perfdata_build_info, as
/// Prometheus' own client libraries have them. What /proc does not tell is left out.
void add_process_metrics(metric_set& out, std::string_view version);

}  // namespace perfdata::fleet
