#include "monitor/gui/chart/line_shapes.hpp"

#include <algorithm>

namespace perfdata::monitor {
namespace {

/// A trapezoid from the line down to the lane's floor, fading on its way.
void fill_below(ImDrawList& list, ImVec2 a, ImVec2 b, float floor, ImU32 colour) {
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  const ImU32 clear = colour & ~IM_COL32_A_MASK;
  list.PrimReserve(6, 4);
  const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  for (const int corner : {0, 1, 2, 0, 2, 3}) list.PrimWriteIdx(static_cast<ImDrawIdx>(first + corner));
  list.PrimWriteVtx(a, white, colour);
  list.PrimWriteVtx(b, white, colour);
  list.PrimWriteVtx({b.x, floor}, white, clear);
  list.PrimWriteVtx({a.x, floor}, white, clear);
}

/// Whether the line turns by more than some 60 degrees at b.
bool turns_sharply(ImVec2 a, ImVec2 b, ImVec2 c) {
  const ImVec2 in{b.x - a.x, b.y - a.y};
  const ImVec2 out{c.x - b.x, c.y - b.y};
  const float along = in.x * out.x + in.y * out.y;
  return along <= 0 || along * along < 0.25f * (in.x * in.x + in.y * in.y) * (out.x * out.x + out.y * out.y);
}

/// ImGui's polyline thins out where it turns sharply, and a spike fades: it is drawn in pieces between such
/// turns.
void stroke_polyline(ImDrawList& list, const stroke& stroke, const std::vector<ImVec2>& pixels) {
  // Where points outnumber pixels nobody sees it, and the pieces would double the vertices.
  const bool dense = static_cast<float>(pixels.size()) > pixels.back().x - pixels.front().x;
  std::size_t begin = 0;
  for (std::size_t i = 1; i < pixels.size(); ++i) {
    const bool last = i + 1 == pixels.size();
    if (!last && (dense || !turns_sharply(pixels[i - 1], pixels[i], pixels[i + 1]))) continue;
    list.AddPolyline(pixels.data() + begin, static_cast<int>(i - begin + 1), stroke.colour, ImDrawFlags_None,
                     stroke.width);
    begin = i;
  }
}

void draw_run(ImDrawList& list, const lane_frame& lane, const stroke& stroke,
              const std::vector<ImVec2>& pixels) {
  if (pixels.size() == 1) {
    list.AddCircleFilled(pixels.front(), stroke.width * 1.25f, stroke.colour);
    return;
  }
  if (stroke.fill_alpha > 0)
    for (std::size_t i = 1; i < pixels.size(); ++i)
      fill_below(list, pixels[i - 1], pixels[i], lane.high.y, faded(stroke.colour, stroke.fill_alpha));
  stroke_polyline(list, stroke, pixels);
}

}  // namespace

ImU32 faded(ImU32 colour, float alpha) noexcept {
  const auto opaque = static_cast<float>((colour & IM_COL32_A_MASK) >> IM_COL32_A_SHIFT);
  const auto kept = static_cast<ImU32>(std::clamp(opaque * alpha, 0.0f, 255.0f));
  return (colour & ~IM_COL32_A_MASK) | (kept << IM_COL32_A_SHIFT);
}

void draw_runs(ImDrawList& list, const lane_frame& lane, const plot_runs& runs, const stroke& stroke,
               std::vector<ImVec2>& pixels) {
  std::size_t begin = 0;
  for (const std::size_t end : runs.run_ends) {
    pixels.clear();
    for (std::size_t i = begin; i < end; ++i) pixels.push_back(lane.at(runs.points[i], stroke.scale));
    draw_run(list, lane, stroke, pixels);
    begin = end;
  }
}

void append_outages(const series_history& history, plot_range window, std::vector<plot_range>& outages) {
  bool open = false;
  for (std::size_t i = history.first_at_or_after(window.begin); i < history.size(); ++i) {
    const auto& point = history[i];
    if (point.status == cooked_status::stale) {
      if (!open) outages.push_back({i > 0 ? history[i - 1].time : point.time, point.time});
      open = true;
    }
    if (open) outages.back().end = point.time;
    open = open && point.status == cooked_status::stale;
    if (point.time > window.end) break;
  }
}

void draw_outages(ImDrawList& list, const lane_frame& lane, std::vector<plot_range>& outages, ImU32 colour) {
  std::sort(outages.begin(), outages.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  float drawn_to = lane.low.x;
  for (const auto& outage : outages) {
    const float from = std::max(drawn_to, lane.x.to_pixel(outage.begin));
    const float to = std::min(lane.high.x, lane.x.to_pixel(outage.end));
    if (to <= from) continue;
    list.AddRectFilled({from, lane.low.y}, {to, lane.high.y}, colour);
    drawn_to = to;
  }
}

}  // namespace perfdata::monitor
