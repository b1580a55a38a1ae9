// The metric names that dashboards for windows_exporter ask for.
// https://github.com/prometheus-community/windows_exporter/tree/master/docs
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
/// for an object that is not mapped.
[[nodiscard]] std::string_view windows_exporter_label(std::string_view object) noexcept;

}  // namespace perfdata::fleet
