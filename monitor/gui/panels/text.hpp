// Small pieces of text that several panels draw.
#pragma once

#include "monitor/gui/look.hpp"

#include <imgui.h>
#include <string_view>

namespace perfdata::monitor {

/// A panel's heading.
void draw_heading(const char* text, const look& look);

/// Text in a colour, given in the order in which it is read; wrapped at the right edge of the window when
/// asked for.
void draw_text(std::string_view logical, ImU32 colour, bool wrapped = false);

/// Text that is cut with an ellipsis at `width` pixels; the whole text as a tooltip when it was cut.
void draw_clipped(std::string_view logical, ImU32 colour, float width);

/// Text that ends at the right edge of the cell or window.
void draw_right_aligned(std::string_view text, ImU32 colour);

/// Whether the mouse rested on the last item for half a second.
[[nodiscard]] bool rested_on_item();

/// A button that is only its text until the mouse is on it.
[[nodiscard]] bool quiet_button(const char* label, const look& look);

/// A small cross in a square of one text line. @returns whether it was clicked.
[[nodiscard]] bool cross_button(const char* id, const look& look);

}  // namespace perfdata::monitor
