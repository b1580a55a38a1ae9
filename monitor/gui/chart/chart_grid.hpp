// Charts beside and above each other, over ImDrawList: one time axis, one crosshair, one marked range.
//
//   chart_memory memory;                                  // lives as long as the charts
//   time_view view;                                       // of the selection; all charts share it
//   std::vector<chart_lane> lanes{{.title = "Percent", .unit = unit_kind::percent, .lines = {...}}};
//   const auto seen = draw_charts("##charts", {.size = room, .columns = 2}, lanes, known, style, view,
//   memory);
//
// The frame of a program, from what is known to what is seen: the session takes samples into the histories of
// its `frame`; a panel fills lanes with pointers to them (no point is copied); draw_charts reads of each
// history as many items as there are pixels, draws, and moves `view` as the mouse asks. It keeps nothing but
// working memory and the drag that is going on.
#pragma once

#include "monitor/core/time_view.hpp"
#include "monitor/gui/chart/chart_input.hpp"
#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/chart/lane_drawing.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace perfdata::monitor {

struct chart_space {
  ImVec2 size{};
  std::size_t columns = 1;  ///< lanes side by side
};

/// Where the mouse is.
struct chart_hover {
  double time = 0;
  std::size_t lane = 0;
  std::optional<std::size_t> line{};  ///< the one within a few pixels, of that lane
};

struct chart_answer {
  std::optional<chart_hover> hover{};  ///< while the mouse is over a lane
  std::optional<std::size_t> menu{};   ///< the lane that was clicked with the right button
};

/// Working memory of the charts of one panel.
struct chart_memory {
  lane_memory lanes{};
  std::vector<value_axis> axes{};    ///< of the lanes, as drawn last
  std::vector<lane_frame> frames{};  ///< plots of the lanes, as drawn last
  chart_drag drag{};
};

/// Draws into the current window at the cursor, and takes the space. Sets view.crosshair to the moment under
/// the mouse, or none. Draws nothing where there is not enough room. Costs O(lines x pixels), however many
/// points there are; bench/chart_cost measures it.
chart_answer draw_charts(const char* id, const chart_space& space, std::span<const chart_lane> lanes,
                         const known_time& known, const chart_style& style, time_view& view,
                         chart_memory& memory);

}  // namespace perfdata::monitor
