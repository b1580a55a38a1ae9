// Where a value comes from: its type, raw numbers, formula, unit, time span and explain text.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

#include <string>

#include <perfdata/collect/row.hpp>

namespace perfdata::monitor {

/// The newest row of what is inspected: of a line, or of the source's newest sample. Null when neither has
/// it. Linear in the lines and in the sample's rows. Valid as long as the frame.
[[nodiscard]] const row* inspected_row(const frame& frame, const selection& chosen);

/// The explain text of the row's counter, empty when the source has none.
[[nodiscard]] std::string help_of(const frame& frame, source_id source, const row& inspected);

/// Shows `chosen.inspected`; its cross takes that back.
void draw_inspector(const frame& frame, selection& chosen, const look& look);

}  // namespace perfdata::monitor
