// The metric names that dashboards for windows_exporter ask for.
//
// Source: windows_exporter 0.31, what it exports, and its docs/collector.*.md and
// internal/collector/*/types.go, which name the counter of each metric.
// https://github.com/prometheus-community/windows_exporter Where a name has changed since 0.20 the older one
// is here too, as public dashboards ask for both.
#pragma once

#include "monitor/fleet/metric.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace perfdata::fleet {

/// Which number of a counter it is.
enum class mapped_number : std::uint8_t {
  value,   ///< as counter_parts.hpp has it: seconds for timers
  base,    ///< of a fraction
  moment,  ///< an elapsed time's beginning, in seconds since 1970
  sum,     ///< the values of all instances together, without a label
};

/// A counter and its name there. A value; texts are literals.
struct mapped_counter {
  std::string_view object;
  std::string_view counter;
  std::string_view family;  ///< without `_total`
  metric_kind kind = metric_kind::gauge;
  std::string_view label{};  ///< beside the instance's own, with `label_value`
  std::string_view label_value{};
  double scale = 1;
  mapped_number number = mapped_number::value;
};

/// cpu, cs, logical_disk, memory, net, os, process and system, as far as performance counters tell them.
[[nodiscard]] std::span<const mapped_counter> windows_exporter_counters() noexcept;

/// What windows_exporter calls the label of an object's instances: "core", "volume", "nic", "process"; empty
/// for an object that is not mapped. What has a label and is only summed never shows it.
[[nodiscard]] std::string_view windows_exporter_label(std::string_view object) noexcept;

}  // namespace perfdata::fleet
