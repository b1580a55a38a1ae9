// Which installed fonts have the characters that the window's own font has not.
#pragma once

#include <imgui.h>
#include <set>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// A face in a font file, which may hold several. A value.
struct font_face {
  std::string path{};
  int number = 0;
};

/// Fonts that have some of `characters`, the preferred ones first, at most eight; each has one that those
/// before it lack. Fontconfig's preferences and the user's configuration decide; bitmap and colour fonts are
/// passed over. Empty when nothing is installed or asked for. Reads the font caches: tens of milliseconds.
[[nodiscard]] std::vector<font_face> find_fonts(const std::set<ImWchar>& characters);

}  // namespace perfdata::monitor
