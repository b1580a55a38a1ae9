// A line about what was done, which stays for some seconds and fades.
#pragma once

#include "monitor/gui/look.hpp"

#include <string>

#include <perfdata/base/error.hpp>

namespace perfdata::monitor {

/// Kept between frames.
struct notice_memory {
  std::string text{};
  bool failed = false;
  double until = 0;  ///< by ImGui's clock
};

void show_notice(notice_memory& memory, std::string text);
/// What failed, and what to try; for longer.
void show_failure(notice_memory& memory, const error& failed);

[[nodiscard]] bool notice_is_shown(const notice_memory& memory);

/// Over everything, at the lower edge.
void draw_notice(notice_memory& memory, const look& look);

}  // namespace perfdata::monitor
