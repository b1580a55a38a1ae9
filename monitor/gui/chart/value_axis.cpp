#include "monitor/gui/chart/value_axis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace perfdata::monitor {
namespace {

constexpr double widest_log = 1e9;  // a rate that is all but 0 for once would press the rest together

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

/// 20000 -> "20k"; on a logarithmic axis every tick has a size of its own.
std::string short_power(double value) {
  constexpr std::array sizes{std::pair(1e12, "T"), std::pair(1e9, "G"), std::pair(1e6, "M"),
                             std::pair(1e3, "k"), std::pair(1.0, "")};
  for (const auto& [size, letter] : sizes)
    if (value >= size * 0.999) return fmt::format("{:.3g}{}", value / size, letter);
  return value >= 0.00099 ? fmt::format("{:.3g}", value) : fmt::format("{:.0e}", value);
}

}  // namespace

double value_axis::tick(std::size_t i) const noexcept {
  if (!logarithmic) return first_tick + step * static_cast<double>(i);
  const int number = static_cast<int>(i);
  if (decades_a_tick > 0) return std::pow(10.0, first_decade + number * decades_a_tick);
  constexpr std::array within{1.0, 2.0, 5.0};
  return within[i % 3] * std::pow(10.0, first_decade + number / 3);
}

std::string value_axis::label(std::size_t i) const {
  if (logarithmic) return short_power(tick(i));
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

value_axis make_log_axis(plot_range values, unit_kind kind, std::size_t most_ticks) {
  value_axis axis{.prefix = prefix_for(kind == unit_kind::seconds ? 1 : 0, kind), .logarithmic = true};
  const bool usable = std::isfinite(values.end) && values.end > 0;
  const double high = usable ? values.end : 10;
  const double low =
      usable && values.begin > 0 ? std::clamp(values.begin, high / widest_log, high) : high / 1e3;
  axis.first_decade = static_cast<int>(std::floor(std::log10(low) + 1e-9));
  const int end_decade =
      std::max(axis.first_decade + 1, static_cast<int>(std::ceil(std::log10(high) - 1e-9)));
  const auto decades = static_cast<std::size_t>(end_decade - axis.first_decade);
  const std::size_t most = std::max<std::size_t>(most_ticks, 2);
  axis.decades_a_tick = decades * 3 + 1 <= most ? 0 : static_cast<int>((decades + most - 2) / (most - 1));
  axis.tick_count = axis.decades_a_tick == 0 ? decades * 3 + 1
                                             : decades / static_cast<std::size_t>(axis.decades_a_tick) + 1;
  axis.range = {std::pow(10.0, axis.first_decade), std::pow(10.0, end_decade)};
  return axis;
}

}  // namespace perfdata::monitor
