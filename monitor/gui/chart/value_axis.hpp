// Where the value axis ends and what is written on it: steps of 1, 2 or 5 in the unit's own multiples.
#pragma once

#include "monitor/core/display_unit.hpp"
#include "monitor/gui/chart/plot_range.hpp"

#include <cstddef>
#include <string>

namespace perfdata::monitor {

/// A value. Ticks stand at first_tick + i * step for i in [0, tick_count), all of them within the range; on a
/// logarithmic axis at the powers of ten from first_decade on, or where there is room at 1, 2 and 5 times
/// them.
struct value_axis {
  plot_range range{0, 1};
  double first_tick = 0;
  double step = 1;
  std::size_t tick_count = 2;
  unit_prefix prefix{};  ///< labels are values divided by prefix.divisor
  int decimals = 0;      ///< behind the point, as many as the step needs
  bool logarithmic = false;
  int first_decade = 0;
  int decades_a_tick = 1;  ///< 0: three ticks a decade

  [[nodiscard]] double tick(std::size_t i) const noexcept;
  /// The number without its unit, which the axis names once. On a logarithmic axis with k, M, G.
  [[nodiscard]] std::string label(std::size_t i) const;
};

/// An axis whose ends are ticks and that holds `values`, zero included, with at most `most_ticks` (>= 2) of
/// them. Percentages that fit in 0..100 get 0..100, so that a quiet machine looks quiet. An empty or infinite
/// range gives 0..1.
[[nodiscard]] value_axis make_value_axis(plot_range values, unit_kind kind, std::size_t most_ticks);

/// A logarithmic axis from the power of ten at or below values.begin, but nine at most, to the one at or
/// above values.end. What is not positive is not on it; where nothing is, it reaches from 1 to 10.
[[nodiscard]] value_axis make_log_axis(plot_range values, unit_kind kind, std::size_t most_ticks);

}  // namespace perfdata::monitor
