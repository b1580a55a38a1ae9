#include "monitor/gui/panels/legend_values.hpp"

#include "monitor/core/history/history_moment.hpp"
#include "monitor/core/local_clock.hpp"

#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace perfdata::monitor {
namespace {

constexpr const char* none = "–";

legend_cell value_cell(const history_summary& summary, double value, unit_kind unit) {
  if (summary.values == 0) return {none};
  return {(summary.exact ? "" : "≈ ") + format_value(value, unit)};
}

/// What the line is now, or was at the moment under the mouse.
legend_cell moment_cell(const series& line, const time_view& view, const history_summary& summary) {
  const auto unit = line.unit.kind;
  if (view.crosshair) {
    const double forever = std::numeric_limits<double>::infinity();
    const auto moment = moment_at(line.history, *view.crosshair, forever);
    if (!moment) return {none};
    if (!moment->value) return {std::string(reason_for_gap(moment->reason)), true};
    return {(moment->is_point ? "" : "Ø ") + format_value(*moment->value, unit)};
  }
  const auto& history = line.history;
  if (view.follows() && !history.empty() && !history.back().has_value())
    return {std::string(reason_for_gap(history.back().status)), true};
  return value_cell(summary, summary.last, unit);
}

std::vector<legend_cell> marked_cells(const range_statistics& found, unit_kind unit) {
  const auto& summary = found.summary;
  const auto percentile = [&](double value) {
    if (summary.values == 0) return legend_cell{none};
    return legend_cell{(found.exact_percentiles ? "" : "≈ ") + format_value(value, unit)};
  };
  return {value_cell(summary, summary.last, unit),
          value_cell(summary, summary.average, unit),
          value_cell(summary, summary.minimum, unit),
          value_cell(summary, summary.maximum, unit),
          percentile(found.p50),
          percentile(found.p95),
          {summary.values > 0 ? integral_text(summary.integral, unit) : none},
          {summary.values > 0 ? duration_text(found.duration) : none}};
}

}  // namespace

const range_statistics& marked_statistics::of(const series& line, const time_range& range) {
  if (range_ != range) known_.clear();
  range_ = range;
  const double newest = line.history.empty() ? 0 : line.history.back().time;
  auto [place, added] = known_.try_emplace(line.key);
  auto& each = place->second;
  if (added || (each.newest != newest && each.newest < range.end))
    each = {newest, range_statistics_of(line.history, range.begin, range.end, work_)};
  return each.found;
}

std::vector<std::string> legend_headings(const time_view& view) {
  if (view.marked) return {"Last", "Average", "Min", "Max", "P50", "P95", "Integral", "Duration"};
  return {view.crosshair ? local_clock(*view.crosshair, view.span < 60) : "Last", "Min", "Average", "Max"};
}

std::vector<legend_cell> legend_cells(const series& line, const time_view& view, const time_range& shown,
                                      marked_statistics& marked) {
  const auto unit = line.unit.kind;
  if (view.marked) return marked_cells(marked.of(line, *view.marked), unit);
  const auto summary = summarize(line.history, shown.begin, shown.end);
  return {moment_cell(line, view, summary), value_cell(summary, summary.minimum, unit),
          value_cell(summary, summary.average, unit), value_cell(summary, summary.maximum, unit)};
}

std::string integral_text(double integral, unit_kind unit) {
  switch (unit) {
    case unit_kind::bytes_per_second: return format_value(integral, unit_kind::bytes);
    case unit_kind::per_second: return format_value(integral, unit_kind::number);
    case unit_kind::bits_per_second: return format_value(integral / 8, unit_kind::bytes);
    case unit_kind::seconds: return format_value(integral, unit) + "·s";
    default: return format_value(integral, unit) + " s";
  }
}

std::string duration_text(double seconds) {
  if (seconds < 60) return format_value(seconds, unit_kind::seconds);
  const auto whole = static_cast<long long>(std::llround(seconds));
  const auto two = [](long long first, const char* one, long long second, const char* other) {
    return second == 0 ? fmt::format("{} {}", first, one)
                       : fmt::format("{} {} {} {}", first, one, second, other);
  };
  if (whole < 3600) return two(whole / 60, "min", whole % 60, "s");
  if (whole < 86'400) return two(whole / 3600, "h", whole % 3600 / 60, "min");
  return two(whole / 86'400, "d", whole % 86'400 / 3600, "h");
}

}  // namespace perfdata::monitor
