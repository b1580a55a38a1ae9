#include "monitor/gui/chart/gap_marks.hpp"

#include <algorithm>
#include <cmath>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_marks = 4000;  // of a line; pixels end long before

/// The union of the stretches: shades would add up where they overlap.
void shade(ImDrawList& list, const lane_frame& frame, std::vector<plot_range>& outages, ImU32 colour) {
  std::sort(outages.begin(), outages.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  float drawn_to = frame.low.x;
  for (const auto& outage : outages) {
    const float from = std::max(drawn_to, frame.x.to_pixel(outage.begin));
    const float to = std::min(frame.high.x, std::max(frame.x.to_pixel(outage.end), from + 1));
    if (to <= from) continue;
    list.AddRectFilled({from, frame.low.y}, {to, frame.high.y}, colour);
    drawn_to = to;
  }
}

void mark_restart(ImDrawList& list, const lane_frame& frame, const history_gap& gap,
                  const chart_style& style) {
  const float x = std::round(frame.x.to_pixel(gap.end));
  if (x < frame.low.x || x > frame.high.x) return;
  const float dash = 4 * style.scale;
  const int dashes = static_cast<int>(std::ceil((frame.high.y - frame.low.y) / (2 * dash)));
  for (int i = 0; i < dashes; ++i) {
    const float y = frame.low.y + static_cast<float>(i) * 2 * dash;
    list.AddLine({x, y}, {x, std::min(y + dash, frame.high.y)}, style.restart);
  }
  const float side = 4 * style.scale;
  list.AddTriangleFilled({x - side, frame.low.y}, {x + side, frame.low.y}, {x, frame.low.y + 1.5f * side},
                         style.restart);
}

template <class Use>
void for_each_gap(const series_history& history, plot_range window, Use&& use) {
  const auto& gaps = history.gaps();
  std::size_t left = most_marks;
  for (std::size_t i = gaps.first_ending_after(window.begin); i < gaps.size() && left > 0; ++i, --left) {
    if (gaps[i].begin > window.end) break;
    use(gaps[i]);
  }
}

}  // namespace

void draw_gaps(ImDrawList& list, const lane_frame& frame, const chart_lane& lane, const chart_style& style,
               std::vector<plot_range>& outages) {
  outages.clear();
  for (const auto& line : lane.lines)
    for_each_gap(*line.history, frame.x.range, [&](const history_gap& gap) {
      if (gap.reason == cooked_status::stale) outages.push_back({gap.begin, gap.end});
    });
  shade(list, frame, outages, style.outage);
  double last_mark = frame.x.range.begin;
  for (const auto& line : lane.lines)
    for_each_gap(*line.history, frame.x.range, [&](const history_gap& gap) {
      if (means_restart(gap.reason) && gap.end != last_mark) mark_restart(list, frame, gap, style);
      last_mark = gap.end;  // lines of one object begin anew together
    });
}

}  // namespace perfdata::monitor
