// Metrics as OpenTelemetry's protocol has them over HTTP, in JSON.
// https://opentelemetry.io/docs/specs/otlp/#otlphttp
#pragma once

#include "monitor/fleet/metric.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace perfdata::fleet {

/// An ExportMetricsServiceRequest with one resource: `host.name` is the target. Counters are cumulative
/// monotonic sums, everything else gauges; names are without "_total", units as UCUM writes them ("s", "By",
/// "1"). What is no number is left out.
[[nodiscard]] std::string to_otlp_json(const metric_set& metrics, std::string_view target,
                                       std::string_view version,
                                       std::chrono::sys_time<std::chrono::nanoseconds> time);

}  // namespace perfdata::fleet
