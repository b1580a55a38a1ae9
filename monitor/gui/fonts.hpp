// The text of the window.
#pragma once

#include <imgui.h>
#include <set>

namespace perfdata::monitor {

/// Owned by the atlas.
struct fonts {
  ImFont* text = nullptr;
  ImFont* strong = nullptr;  ///< headings
};

/// Whether load_fonts() loads it in any case: Latin, Greek, Cyrillic and the signs that the window uses.
[[nodiscard]] bool is_always_loaded(ImWchar character) noexcept;

/// Loads Inter, else DejaVu Sans, through FreeType with Latin, Greek and Cyrillic, at 15 pixels times
/// `scale`; ImGui's own font when neither is installed. `further` characters come from them or from whichever
/// installed fonts have them (Chinese, Japanese, Korean, Arabic, ...). Digits all get one width, so that
/// numbers do not jitter. Builds the atlas anew; `text` becomes its default.
fonts load_fonts(ImFontAtlas& atlas, float scale, const std::set<ImWchar>& further = {});

}  // namespace perfdata::monitor
