// The text of the window.
#pragma once

#include <imgui.h>

namespace perfdata::monitor {

/// Owned by the atlas.
struct fonts {
  ImFont* text = nullptr;
  ImFont* strong = nullptr;  ///< headings
};

/// Loads Inter, else DejaVu Sans, through FreeType with Latin, Greek and Cyrillic, at 15 pixels times
/// `scale`; ImGui's own font when neither is installed. Digits all get one width, so that numbers do not
/// jitter. Builds the atlas; `text` becomes its default.
fonts load_fonts(ImFontAtlas& atlas, float scale);

}  // namespace perfdata::monitor
