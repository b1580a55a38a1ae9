// What a counter type is exported as: the numbers behind the formula, not its result.
#pragma once

#include "monitor/fleet/metric.hpp"

#include <optional>
#include <string_view>
#include <vector>

#include <perfdata/cook/counter_type_table.hpp>
#include <perfdata/sample/counter_sample.hpp>

namespace perfdata::fleet {

/// Which number of a sample a metric shows.
enum class part_source : std::uint8_t {
  value,      ///< N
  as_double,  ///< N, read as an IEEE double
  base,       ///< B of the base definition, or the multiplier of a MULTI type
  elapsed,    ///< the time since N
  cooked,     ///< what PerfMon shows; needs the sample before
};

/// One metric of a counter. A value.
struct counter_part {
  part_source source = part_source::value;
  metric_kind kind = metric_kind::gauge;
  std::string_view word{};               ///< put into the name: "inverse", "base", "average"
  std::string_view unit{};               ///< instead of the unit that the counter's words give
  time_base ticks_of = time_base::none;  ///< the number is ticks of this clock: divided by its frequency
  double scale = 1;                      ///< and multiplied by this
  bool in_units_of_name = false;         ///< whether the name's own unit and scale apply
};

/// The metrics of a counter of this type; none for what has no value (text, histograms, bases). Where a
/// formula divides by a base, the base is a metric too (`..._base`), so that PromQL divides the rates as the
/// formula divides the differences. Timers count seconds, with an inverse one counting the idle ones. A clock
/// as a base is not repeated for each counter: perfdata_clock_seconds_total has it. With `cooked` what
/// PerfMon shows comes on top, as a gauge.
[[nodiscard]] std::vector<counter_part> parts_of(const counter_type_info& type, bool cooked);

/// The number that a part shows; none when the sample does not hold it, or its clock has no frequency.
/// `older` is for cooked parts.
[[nodiscard]] std::optional<double> value_of(const counter_part& part, const counter_type_info& type,
                                             const counter_sample* older, const counter_sample& newer);

}  // namespace perfdata::fleet
