// What the mouse does to the time axis.
#pragma once

#include "monitor/core/time_view.hpp"
#include "monitor/gui/chart/line_shapes.hpp"

#include <imgui.h>
#include <optional>

namespace perfdata::monitor {

/// A drag that is going on. Kept between frames.
struct chart_drag {
  std::optional<double> marking_from{};  ///< the moment at which the left button went down
  float travelled = 0;                   ///< pixels, of the button that is down
};

/// What the mouse asked for beyond the view itself.
struct chart_click {
  bool menu = false;  ///< the right button, without a drag
};

/// To be called right after the item that takes the charts' mouse. `frame` is the plot with a time axis under
/// the mouse, or none; a drag goes on beyond its plot as long as the button is down.
/// Wheel: zoom around the mouse; with Shift, and sideways: pan. Left drag: mark a range; a click takes the
/// mark away; a double click shows what is marked, or all there is. Right or middle drag: pan.
chart_click apply_mouse(const lane_frame* frame, time_view& view, const known_time& known, chart_drag& drag);

}  // namespace perfdata::monitor
