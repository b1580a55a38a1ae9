// What a person wrote about moments, as flags on the time axis.
#pragma once

#include "monitor/core/time_note.hpp"
#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/chart/line_shapes.hpp"

#include <span>

namespace perfdata::monitor {

/// Draws a thin line and a flag for each note in the plots that have a time axis, over what is there, and
/// tells the texts of the flags under the mouse. Call after draw_charts(), with its lanes and frames.
void draw_note_flags(std::span<const chart_lane> lanes, std::span<const lane_frame> frames,
                     std::span<const time_note> notes, ImU32 colour, const chart_style& style);

}  // namespace perfdata::monitor
