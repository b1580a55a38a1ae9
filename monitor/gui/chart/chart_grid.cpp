#include "monitor/gui/chart/chart_grid.hpp"

#include "monitor/gui/chart/bar_chart.hpp"
#include "monitor/gui/chart/crosshair.hpp"
#include "monitor/gui/chart/grid_layout.hpp"
#include "monitor/gui/chart/report_table.hpp"

#include <algorithm>

namespace perfdata::monitor {
namespace {

constexpr float least_plot = 8;

struct grid_drawer {
  const chart_space& space;
  std::span<const chart_lane> lanes;
  const chart_style& style;
  plot_range window;
  chart_memory& memory;
  lane_margins around{};
  lane_grid grid{};

  /// Axes and plots. @returns false where there is no room.
  bool place(ImVec2 origin) {
    const float line = ImGui::GetTextLineHeight();
    around = {.title = line * 1.35f, .bottom = line + 8 * style.scale};
    grid = lay_out_lanes(lanes, space.columns, space.size, around);
    if (*std::ranges::min_element(grid.plot_heights) < least_plot) return false;
    make_axes();
    around.left = widest_label() + 12 * style.scale;
    around.right = ImGui::CalcTextSize("00:00:00").x / 2;
    if (grid.cell_width - around.left - around.right < 16) return false;
    memory.frames = place_lanes(lanes, grid, origin, window, around);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      auto& frame = memory.frames[i];
      frame.y = {memory.axes[i].range, frame.high.y, frame.low.y, memory.axes[i].logarithmic};
    }
    return true;
  }

  void make_axes() {
    memory.axes.clear();
    memory.lanes.stacks.resize(lanes.size());
    for (std::size_t i = 0; i < lanes.size(); ++i)
      memory.axes.push_back(make_lane_axis(lanes[i], window, grid.plot_heights[i / grid.columns],
                                           grid.cell_width, memory.lanes.stacks[i]));
  }

  [[nodiscard]] float widest_label() const {
    float width = ImGui::CalcTextSize("100").x;
    for (const auto& axis : memory.axes)
      for (std::size_t i = 0; i < axis.tick_count; ++i)
        width = std::max(width, ImGui::CalcTextSize(axis.label(i).c_str()).x);
    return width;
  }

  void draw(ImDrawList& list, const time_view& view) const {
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      draw_title(list, lanes[i], memory.frames[i], memory.axes[i], around.title, style);
      if (lanes[i].kind != chart_kind::report) draw_value_grid(list, memory.frames[i], memory.axes[i], style);
    }
    draw_time_grid(list, lanes, memory.frames, grid.columns, window, style);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      if (lanes[i].kind == chart_kind::report) continue;
      if (view.marked && lanes[i].kind != chart_kind::bars)
        draw_mark(list, memory.frames[i], *view.marked, style);
      draw_lane(list, lanes[i], memory.frames[i], memory.lanes.stacks[i], moment_of(view), style,
                memory.lanes);
    }
  }

  /// What bars and reports tell of: where the mouse points, or the end of what is shown.
  [[nodiscard]] double moment_of(const time_view& view) const { return view.crosshair.value_or(window.end); }

  void draw_reports(const time_view& view, chart_answer& answer) const {
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      if (lanes[i].kind != chart_kind::report) continue;
      const auto& frame = memory.frames[i];
      ImGui::PushID(static_cast<int>(i));
      ImGui::SetCursorScreenPos(frame.low);
      const auto line = draw_report("##report", {frame.high.x - frame.low.x, frame.high.y - frame.low.y},
                                    lanes[i], moment_of(view), style);
      if (line) answer.hover = chart_hover{moment_of(view), i, line};
      ImGui::PopID();
    }
  }

  [[nodiscard]] std::optional<chart_hover> hover() const {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) return std::nullopt;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    for (std::size_t i = 0; i < memory.frames.size(); ++i) {
      const auto& frame = memory.frames[i];
      if (!frame.holds(mouse) || lanes[i].kind == chart_kind::report) continue;
      const bool bars = lanes[i].kind == chart_kind::bars;
      return chart_hover{
          bars ? window.end : frame.x.to_value(mouse.x), i,
          bars ? bar_at(lanes[i], frame, mouse.x) : line_near(lanes[i], frame, mouse, 14 * style.scale)};
    }
    return std::nullopt;
  }

  /// The plot whose time axis the mouse moves: the one under it, else while a button is down the last one.
  [[nodiscard]] const lane_frame* axis_under(const std::optional<chart_hover>& hover) const {
    const auto has_axis = [&](std::size_t i) {
      return lanes[i].kind == chart_kind::lines || lanes[i].kind == chart_kind::stacked;
    };
    if (hover) return has_axis(hover->lane) ? &memory.frames[hover->lane] : nullptr;
    if (!ImGui::IsItemActive() && !ImGui::IsItemDeactivated()) return nullptr;
    for (std::size_t i = 0; i < lanes.size(); ++i)
      if (has_axis(i) && ImGui::GetIO().MouseClickedPos[0].x >= memory.frames[i].low.x &&
          ImGui::GetIO().MouseClickedPos[0].x <= memory.frames[i].high.x)
        return &memory.frames[i];
    return nullptr;
  }
};

}  // namespace

chart_answer draw_charts(const char* id, const chart_space& space, std::span<const chart_lane> lanes,
                         const known_time& known, const chart_style& style, time_view& view,
                         chart_memory& memory) {
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const ImVec2 taken{std::max(space.size.x, 1.0f), std::max(space.size.y, 1.0f)};
  ImGui::InvisibleButton(id, taken,
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight |
                             ImGuiButtonFlags_MouseButtonMiddle);
  chart_answer answer;
  const auto shown = shown_range(view, known);
  grid_drawer drawer{space, lanes, style, {shown.begin, shown.end}, memory};
  if (lanes.empty() || shown.length() <= 0 || !drawer.place(origin)) {
    view.crosshair.reset();
    return answer;
  }
  answer.hover = drawer.hover();
  const auto* axis = drawer.axis_under(answer.hover);
  if (apply_mouse(axis, view, known, memory.drag).menu && answer.hover) answer.menu = answer.hover->lane;
  const bool over_time = axis != nullptr && answer.hover;
  view.crosshair = over_time ? std::optional(answer.hover->time) : std::nullopt;

  auto& list = *ImGui::GetWindowDrawList();
  drawer.draw(list, view);
  if (view.crosshair)
    for (std::size_t i = 0; i < lanes.size(); ++i)
      if (lanes[i].kind == chart_kind::lines || lanes[i].kind == chart_kind::stacked)
        draw_crosshair(list, lanes[i], memory.frames[i], *view.crosshair, style);
  if (answer.hover)
    draw_value_tooltip(lanes[answer.hover->lane], memory.frames[answer.hover->lane], answer.hover->time,
                       answer.hover->line);
  drawer.draw_reports(view, answer);
  ImGui::SetCursorScreenPos({origin.x, origin.y + taken.y});
  return answer;
}

}  // namespace perfdata::monitor
