// Where the panels stand in the window.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/layouts/layout_scene.hpp"
#include "monitor/gui/look.hpp"
#include "monitor/gui/panels/browser.hpp"
#include "monitor/gui/panels/chart_panel.hpp"
#include "monitor/gui/panels/connect_dialog.hpp"
#include "monitor/gui/panels/legend.hpp"
#include "monitor/gui/panels/lower_panel.hpp"
#include "monitor/gui/panels/more_menu.hpp"
#include "monitor/gui/panels/notice.hpp"
#include "monitor/gui/panels/palette.hpp"
#include "monitor/gui/panels/shortcuts.hpp"

namespace perfdata::monitor {

/// What panels keep between frames. A resource.
struct view_memory {
  browser_memory browser{};
  shortcut_memory shortcuts{};
  palette_memory palette{};
  notice_memory notice{};
  layout_memory layouts{};
  more_menu_memory more{};
  bool desktop_alerts = false;          ///< whether the desktop is told of values within thresholds
  float scale = 1;                      ///< of the look that was drawn with last
  std::string picture_wanted{};         ///< a PNG of the next drawing, which whoever owns the window writes
  theme_kind theme = theme_kind::dark;  ///< that was chosen; whoever owns the look follows it
  lower_memory lower{};
  float inspector_width = 0;  ///< pixels; 0: the default share
  chart_panel_memory chart{};
  legend_memory legend{};
  connect_form connect{};
  float side_width = 0;      ///< pixels; 0: the default share
  float legend_height = 0;   ///< pixels; 0: as the legend needs, within a third of the window
  float sources_height = 0;  ///< pixels; 0: as the list needs, within its share
  float sources_needed = 0;  ///< by the list, as drawn last
};

/// Fills the whole display with the panels.
void draw_main_view(const frame& frame, selection& chosen, const look& look, view_memory& memory);

}  // namespace perfdata::monitor
