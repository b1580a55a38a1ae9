// Metrics as text: Prometheus' format 0.0.4 and OpenMetrics 1.0.0.
// https://prometheus.io/docs/instrumenting/exposition_formats/
// https://github.com/OpenObservability/OpenMetrics/blob/main/specification/OpenMetrics.md
#pragma once

#include "monitor/fleet/metric.hpp"

#include <string>
#include <string_view>

namespace perfdata::fleet {

enum class text_format : std::uint8_t { prometheus, open_metrics };

/// What an Accept header prefers of the two; Prometheus' own where it says nothing.
[[nodiscard]] text_format format_for(std::string_view accept);

/// For Content-Type.
[[nodiscard]] std::string_view content_type(text_format format) noexcept;

/// Families without points are left out. Invalid UTF-8 becomes U+FFFD. Linear.
[[nodiscard]] std::string write_metrics(const metric_set& metrics, text_format format);

}  // namespace perfdata::fleet
