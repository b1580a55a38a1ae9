// What the window is called: for task bars, for people who hear instead of see, for scripts.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/panels/main_view.hpp"

#include <string>

namespace perfdata::monitor {

/// "This machine, \\HOST (reconnecting), recording - perfdata", with what takes the keyboard before it:
/// "Search: …", "Connect: …", "Choose: …" or the question that is asked, from the moment on at which it does.
[[nodiscard]] std::string window_title(const frame& seen, const selection& chosen, const view_memory& memory);

}  // namespace perfdata::monitor
