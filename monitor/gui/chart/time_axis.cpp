#include "monitor/gui/chart/time_axis.hpp"

#include <array>
#include <cmath>
#include <fmt/format.h>
#include <time.h>

namespace perfdata::monitor {
namespace {

constexpr double minute = 60;
constexpr double hour = 60 * minute;
constexpr double day = 24 * hour;
constexpr std::array steps{0.001,   0.002,    0.005,      0.01,       0.02,        0.05,        0.1,
                           0.2,     0.5,      1.0,        2.0,        5.0,         10.0,        15.0,
                           30.0,    minute,   2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
                           hour,    2 * hour, 3 * hour,   6 * hour,   12 * hour,   day,         2 * day,
                           7 * day, 14 * day, 30 * day,   90 * day,   365 * day};
constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

tm local_fields(double time) {
  const auto seconds = static_cast<time_t>(std::floor(time));
  tm fields{};
  localtime_r(&seconds, &fields);
  return fields;
}

double offset_at(double time) {
  return static_cast<double>(local_fields(time).tm_gmtoff);
}

double step_for(double length, std::size_t most_ticks) {
  for (const double step : steps)
    if (length / step <= static_cast<double>(most_ticks)) return step;
  return steps.back() * std::ceil(length / steps.back() / static_cast<double>(most_ticks));
}

std::string label_of(double time, double step) {
  const tm fields = local_fields(time);
  const bool midnight = fields.tm_hour == 0 && fields.tm_min == 0 && fields.tm_sec == 0;
  if (step >= day || (midnight && step >= minute))
    return fmt::format("{} {}", fields.tm_mday, months.at(static_cast<std::size_t>(fields.tm_mon)));
  if (step >= minute) return fmt::format("{:02}:{:02}", fields.tm_hour, fields.tm_min);
  if (step < 1) {
    // Half a millisecond more: a tick at .3 may be kept as .29999.
    const double within = time + 0.0005 - std::floor(time + 0.0005);
    const tm whole = local_fields(time + 0.0005);
    return fmt::format("{:02}:{:02}.{:03}", whole.tm_min, whole.tm_sec, static_cast<int>(within * 1000));
  }
  return fmt::format("{:02}:{:02}:{:02}", fields.tm_hour, fields.tm_min, fields.tm_sec);
}

}  // namespace

std::vector<time_tick> make_time_ticks(plot_range window, std::size_t most_ticks) {
  std::vector<time_tick> ticks;
  const bool usable = std::isfinite(window.begin) && std::isfinite(window.end) && window.length() > 0;
  if (!usable || most_ticks == 0) return ticks;
  const double step = step_for(window.length(), most_ticks);
  const double local_begin = window.begin + offset_at(window.begin);
  for (double local = std::ceil(local_begin / step) * step; ticks.size() < most_ticks; local += step) {
    // The offset of the tick itself: a step of hours stays on whole hours over a change of daylight saving.
    const double time = local - offset_at(local - offset_at(window.begin));
    if (time > window.end) break;
    if (time >= window.begin) ticks.push_back({time, label_of(time, step)});
  }
  return ticks;
}

}  // namespace perfdata::monitor
