#include "monitor/gui/fonts.hpp"

#include "monitor/gui/font_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <imgui_freetype.h>
#include <string>
#include <vector>

namespace perfdata::monitor {
namespace {

struct font_family {
  const char* regular;
  const char* strong;
  float size;  // pixels at scale 1 for the same apparent height
};

constexpr std::array families{
    font_family{"/usr/share/fonts/opentype/inter/Inter-Regular.otf",
                "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", 15.5f},
    font_family{"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
                "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", 14.0f},
};

// Pairs of first and last code point.
constexpr std::array<ImWchar, 12> always{0x0020, 0x017f,   // Latin
                                         0x0370, 0x052f,   // Greek, Cyrillic
                                         0x2010, 0x205e,   // dashes, quotes, ellipsis
                                         0x2070, 0x209f,   // superscripts
                                         0x2190, 0x21ff,   // arrows
                                         0x2200, 0x22ff};  // mathematical signs

bool exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

/// As ImGui wants them: pairs as above, then 0.
std::vector<ImWchar> ranges_of(const std::set<ImWchar>& characters) {
  std::vector<ImWchar> ranges;
  for (const auto character : characters) {
    if (!ranges.empty() && ranges.back() + 1 == character)
      ranges.back() = character;
    else
      ranges.insert(ranges.end(), {character, character});
  }
  ranges.push_back(0);
  return ranges;
}

/// Fonts with the characters that the first one has not.
struct fallbacks {
  std::vector<font_face> faces;
  std::vector<ImWchar> ranges;
};

struct font_loader {
  ImFontAtlas& atlas;
  std::vector<ImWchar> ranges;  // of the first face
  const fallbacks& others;

  ImFont* load(const char* path, float size) const {
    if (!exists(path)) return nullptr;
    ImFontConfig config;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    auto* font = atlas.AddFontFromFileTTF(path, std::round(size), &config, ranges.data());
    for (const auto& face : others.faces) merge(face, size);
    return font;
  }

  /// What the font has already is kept as it is.
  void merge(const font_face& face, float size) const {
    if (!exists(face.path)) return;
    ImFontConfig config;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    config.MergeMode = true;
    config.FontNo = face.number;
    atlas.AddFontFromFileTTF(face.path.c_str(), std::round(size), &config, others.ranges.data());
  }
};

/// Figures of one width: right-aligned columns then stand still while their numbers change.
void make_digits_tabular(ImFont& font) {
  float widest = 0;
  for (ImWchar digit = '0'; digit <= '9'; ++digit) widest = std::max(widest, font.GetCharAdvance(digit));
  for (auto& glyph : font.Glyphs) {
    if (glyph.Codepoint < '0' || glyph.Codepoint > '9') continue;
    const float shift = std::floor((widest - glyph.AdvanceX) / 2);
    glyph.X0 += shift;
    glyph.X1 += shift;
    glyph.AdvanceX = widest;
    font.IndexAdvanceX[static_cast<int>(glyph.Codepoint)] = widest;
  }
}

}  // namespace

bool is_always_loaded(ImWchar character) noexcept {
  for (std::size_t i = 0; i < always.size(); i += 2)
    if (always[i] <= character && character <= always[i + 1]) return true;
  return character < ' ';
}

fonts load_fonts(ImFontAtlas& atlas, float scale, const std::set<ImWchar>& further) {
  atlas.Clear();
  const fallbacks others{find_fonts(further), ranges_of(further)};
  font_loader loader{atlas, std::vector<ImWchar>(always.begin(), always.end()), others};
  loader.ranges.insert(loader.ranges.end(), others.ranges.begin(), others.ranges.end());
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  fonts loaded;
  for (const auto& family : families) {
    loaded.text = loader.load(family.regular, family.size * scale);
    if (loaded.text == nullptr) continue;
    loaded.strong = loader.load(family.strong, family.size * scale);
    break;
  }
  if (loaded.text == nullptr) {
    ImFontConfig config;
    config.SizePixels = std::round(13 * scale);
    loaded.text = atlas.AddFontDefault(&config);
  }
  if (loaded.strong == nullptr) loaded.strong = loaded.text;
  atlas.Build();  // reads the ranges, which end with this function
  make_digits_tabular(*loaded.text);
  if (loaded.strong != loaded.text) make_digits_tabular(*loaded.strong);
  return loaded;
}

}  // namespace perfdata::monitor
