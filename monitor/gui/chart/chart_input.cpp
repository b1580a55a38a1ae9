#include "monitor/gui/chart/chart_input.hpp"

#include <algorithm>
#include <cmath>

namespace perfdata::monitor {
namespace {

constexpr float least_drag = 4;  // pixels that a hand moves while it clicks
constexpr double zoom_a_notch = 0.8;
constexpr double pan_a_notch = 0.1;  // of the span

double seconds_a_pixel(const lane_frame& frame) noexcept {
  return frame.x.range.length() / static_cast<double>(frame.x.last - frame.x.first);
}

void apply_wheel(const lane_frame& frame, time_view& view, const known_time& known) {
  const auto& io = ImGui::GetIO();
  const float sideways = io.MouseWheelH + (io.KeyShift ? io.MouseWheel : 0);
  if (sideways != 0) pan(view, -static_cast<double>(sideways) * frame.x.range.length() * pan_a_notch, known);
  if (io.MouseWheel == 0 || io.KeyShift) return;
  const double factor = std::pow(zoom_a_notch, static_cast<double>(io.MouseWheel));
  zoom(view, factor, frame.x.to_value(io.MousePos.x), known);
}

void mark(const lane_frame& frame, time_view& view, chart_drag& drag) {
  const float x = std::clamp(ImGui::GetIO().MousePos.x, frame.low.x, frame.high.x);
  const double now = frame.x.to_value(x);
  if (!drag.marking_from) drag.marking_from = now;
  if (drag.travelled < least_drag) return;
  const auto [begin, end] = std::minmax(*drag.marking_from, now);
  view.marked = time_range{begin, end};
}

void show_what_was_double_clicked(const lane_frame& frame, time_view& view, const known_time& known) {
  const double moment = frame.x.to_value(ImGui::GetIO().MousePos.x);
  if (view.marked && moment >= view.marked->begin && moment <= view.marked->end)
    show_range(view, *view.marked);
  else
    fit(view, known);
  view.marked.reset();
}

bool any_down() {
  return ImGui::IsMouseDown(0) || ImGui::IsMouseDown(1) || ImGui::IsMouseDown(2);
}

}  // namespace

chart_click apply_mouse(const lane_frame* frame, time_view& view, const known_time& known, chart_drag& drag) {
  chart_click click;
  const auto& io = ImGui::GetIO();
  if (frame == nullptr) {
    click.menu = ImGui::IsItemDeactivated() && ImGui::IsMouseReleased(1);
    return click;
  }
  if (ImGui::IsItemHovered()) {
    apply_wheel(*frame, view, known);
    if (ImGui::IsMouseDoubleClicked(0)) {
      show_what_was_double_clicked(*frame, view, known);
      return click;
    }
  }
  if (ImGui::IsItemActivated()) drag = {};
  if (ImGui::IsItemActive() && any_down()) {
    drag.travelled += std::fabs(io.MouseDelta.x) + std::fabs(io.MouseDelta.y);
    const bool panning = ImGui::IsMouseDown(1) || ImGui::IsMouseDown(2);
    if (!panning)
      mark(*frame, view, drag);
    else if (drag.travelled >= least_drag && io.MouseDelta.x != 0)
      pan(view, -static_cast<double>(io.MouseDelta.x) * seconds_a_pixel(*frame), known);
  }
  if (ImGui::IsItemDeactivated()) {
    const bool clicked = drag.travelled < least_drag;
    if (clicked && ImGui::IsMouseReleased(0) && drag.marking_from && io.MouseDownDurationPrev[0] < 0.5f)
      view.marked.reset();
    click.menu = clicked && ImGui::IsMouseReleased(1);
    drag = {};
  }
  return click;
}

}  // namespace perfdata::monitor
