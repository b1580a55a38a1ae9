// How things look: what panels are given beside the frame and the selection.
#pragma once

#include "monitor/gui/fonts.hpp"
#include "monitor/gui/theme.hpp"

namespace perfdata::monitor {

struct look {
  monitor::theme theme{};
  monitor::fonts fonts{};
  float scale = 1;

  /// `points` at 96 dpi, as pixels of this screen.
  [[nodiscard]] float px(float points) const noexcept { return points * scale; }
};

}  // namespace perfdata::monitor
