// What stands below the charts: their lines, the ranking of instances, or the state of the blocks.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"
#include "monitor/gui/panels/ranking_panel.hpp"

#include <cstdint>
#include <functional>

namespace perfdata::monitor {

enum class lower_page : std::uint8_t { lines, ranking, blocks };

/// Kept between frames.
struct lower_memory {
  lower_page page = lower_page::lines;
  ranking_memory ranking{};
};

/// Height of the row of tabs above the page.
[[nodiscard]] float tabs_height();

/// `draw_lines` draws the legend. Objects are collected for ranking
/// only while that is shown. A click while a line is pointed at inspects it.
void draw_lower_panel(const frame& frame, selection& chosen, const look& look, lower_memory& memory,
                      const std::function<void()>& draw_lines);

}  // namespace perfdata::monitor
