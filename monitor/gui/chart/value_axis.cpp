#include "monitor/gui/chart/value_axis.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

/// The least of 1, 2, 5 x 10^n that is not below `least`.
double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

int decimals_of(double step) {
  return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
}

bool counts_whole_things(unit_kind kind) {
  return kind == unit_kind::bytes || kind == unit_kind::bytes_per_second;
}

}  // namespace

std::string value_axis::label(std::size_t i) const {
  const double shown = tick(i) / prefix.divisor;
  return fmt::format("{:.{}f}", std::fabs(shown) < step / prefix.divisor * 1e-6 ? 0.0 : shown, decimals);
}

value_axis make_value_axis(plot_range values, unit_kind kind, std::size_t most_ticks) {
  double low = std::min(0.0, values.begin);
  double high = std::max(0.0, values.end);
  if (kind == unit_kind::percent && low == 0 && high <= 100) high = 100;
  if (!std::isfinite(low) || !std::isfinite(high) || high - low < 1e-12) {
    low = 0;
    high = 1;
  }
  value_axis axis;
  axis.prefix = prefix_for(std::max(high, -low), kind);
  const double scaled_low = low / axis.prefix.divisor;
  const double scaled_high = high / axis.prefix.divisor;
  double step =
      round_step((scaled_high - scaled_low) / static_cast<double>(std::max<std::size_t>(most_ticks, 2)));
  if (counts_whole_things(kind) && axis.prefix.divisor == 1) step = std::max(step, 1.0);
  for (;; step = round_step(step * 1.01)) {
    const double fine = step / 5;
    const double begin = std::floor(scaled_low / fine + 1e-9) * fine;
    const double end = std::ceil(scaled_high / fine - 1e-9) * fine;
    const double first = std::ceil(begin / step - 1e-9);
    const double last = std::floor(end / step + 1e-9);
    axis.range = {begin * axis.prefix.divisor, end * axis.prefix.divisor};
    axis.first_tick = first * step * axis.prefix.divisor;
    axis.tick_count = static_cast<std::size_t>(last - first) + 1;
    if (axis.tick_count <= std::max<std::size_t>(most_ticks, 2)) break;
  }
  axis.step = step * axis.prefix.divisor;
  axis.decimals = decimals_of(step);
  return axis;
}

}  // namespace perfdata::monitor
