#include "monitor/gui/fonts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <imgui_freetype.h>

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

// ImGui keeps the pointer: pairs of first and last code point, then 0.
constexpr std::array<ImWchar, 13> characters{0x0020, 0x017f,      // Latin
                                             0x0370, 0x052f,      // Greek, Cyrillic
                                             0x2010, 0x205e,      // dashes, quotes, ellipsis
                                             0x2070, 0x209f,      // superscripts
                                             0x2190, 0x21ff,      // arrows
                                             0x2200, 0x22ff, 0};  // mathematical signs

bool exists(const char* path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

ImFont* load(ImFontAtlas& atlas, const char* path, float size) {
  if (!exists(path)) return nullptr;
  ImFontConfig config;
  config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  return atlas.AddFontFromFileTTF(path, std::round(size), &config, characters.data());
}

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

fonts load_fonts(ImFontAtlas& atlas, float scale) {
  atlas.Clear();
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  fonts loaded;
  for (const auto& family : families) {
    loaded.text = load(atlas, family.regular, family.size * scale);
    if (loaded.text == nullptr) continue;
    loaded.strong = load(atlas, family.strong, family.size * scale);
    break;
  }
  if (loaded.text == nullptr) {
    ImFontConfig config;
    config.SizePixels = std::round(13 * scale);
    loaded.text = atlas.AddFontDefault(&config);
  }
  if (loaded.strong == nullptr) loaded.strong = loaded.text;
  atlas.Build();
  make_digits_tabular(*loaded.text);
  if (loaded.strong != loaded.text) make_digits_tabular(*loaded.strong);
  return loaded;
}

}  // namespace perfdata::monitor
