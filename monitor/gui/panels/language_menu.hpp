// In which language the browser names objects and counters.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

#include <span>

namespace perfdata::monitor {

/// A value; texts live as long as the program.
struct name_language {
  const char* number;  ///< as source_watch::set_language() takes it
  const char* name;    ///< in English
};

/// English first, then numbers, then the languages that Windows comes in.
[[nodiscard]] std::span<const name_language> name_languages() noexcept;

/// A button and its menu: English, title indexes, or a language of the machine that is browsed.
void draw_language_menu(const source_view& browsed, selection& chosen, const look& look);

/// Of the button.
[[nodiscard]] float language_menu_width();

}  // namespace perfdata::monitor
