// Counters on their way from the browser to a chart.
#pragma once

#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"
#include "monitor/gui/panels/chart_panel.hpp"

#include <vector>

namespace perfdata::monitor {

/// Call right after the item that is dragged. `paths` is called when a drag of it goes on, and says what goes
/// with it.
template <class Paths>
void drag_counters(selection& chosen, Paths&& paths);

/// Call after the charts, within their window. What is dropped on a chart goes on that one, on the chart of
/// everything or beside all charts on that of its unit. The chart that would take it is framed.
void take_dropped_counters(selection& chosen, const look& look, const chart_panel_memory& memory);

namespace detail {
/// Whether the last item is dragged; then end_drag() must follow.
[[nodiscard]] bool begin_drag();
void end_drag(const std::vector<chosen_path>& dragged);
}  // namespace detail

template <class Paths>
void drag_counters(selection& chosen, Paths&& paths) {
  if (!detail::begin_drag()) return;
  chosen.dragged = paths();
  detail::end_drag(chosen.dragged);
}

}  // namespace perfdata::monitor
