#include "monitor/gui/font_search.hpp"

#include <fontconfig/fontconfig.h>
#include <memory>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_fonts = 8;

struct freed {
  void operator()(FcConfig* config) const { FcConfigDestroy(config); }
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
  void operator()(FcFontSet* set) const { FcFontSetDestroy(set); }
  void operator()(FcCharSet* characters) const { FcCharSetDestroy(characters); }
};

template <class T>
using owned = std::unique_ptr<T, freed>;

owned<FcPattern> wanted_pattern(FcConfig* config, const FcCharSet* characters) {
  constexpr FcChar8 family[] = "sans-serif";
  owned<FcPattern> wanted(FcPatternCreate());
  FcPatternAddString(wanted.get(), FC_FAMILY, family);
  FcPatternAddCharSet(wanted.get(), FC_CHARSET, characters);
  FcPatternAddBool(wanted.get(), FC_SCALABLE, FcTrue);
  FcConfigSubstitute(config, wanted.get(), FcMatchPattern);
  FcDefaultSubstitute(wanted.get());
  return wanted;
}

bool is_outline_of_one_colour(FcPattern* face) {
  FcBool scalable = FcFalse;
  FcBool colour = FcFalse;
  FcPatternGetBool(face, FC_SCALABLE, 0, &scalable);
  FcPatternGetBool(face, FC_COLOR, 0, &colour);
  return scalable != FcFalse && colour == FcFalse;
}

/// The face, when it has some of `missing`; what it has is then no longer missing.
bool take_face(FcPattern* face, owned<FcCharSet>& missing, std::vector<font_face>& found) {
  FcCharSet* has = nullptr;
  FcChar8* path = nullptr;
  int number = 0;
  if (!is_outline_of_one_colour(face) || FcPatternGetCharSet(face, FC_CHARSET, 0, &has) != FcResultMatch ||
      FcPatternGetString(face, FC_FILE, 0, &path) != FcResultMatch)
    return false;
  if (FcCharSetIntersectCount(has, missing.get()) == 0) return false;
  FcPatternGetInteger(face, FC_INDEX, 0, &number);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): fontconfig's characters are unsigned char
  const auto* const name = reinterpret_cast<const char*>(path);
  found.push_back({name, number & 0xffff});  // above: a named variation
  missing.reset(FcCharSetSubtract(missing.get(), has));
  return true;
}

}  // namespace

std::vector<font_face> find_fonts(const std::set<ImWchar>& characters) {
  std::vector<font_face> found;
  if (characters.empty()) return found;
  const owned<FcConfig> config(FcInitLoadConfigAndFonts());
  if (!config) return found;
  owned<FcCharSet> missing(FcCharSetCreate());
  for (const auto character : characters) FcCharSetAddChar(missing.get(), character);
  const auto wanted = wanted_pattern(config.get(), missing.get());
  FcResult result = FcResultMatch;
  const owned<FcFontSet> sorted(FcFontSort(config.get(), wanted.get(), FcTrue, nullptr, &result));
  for (int i = 0; sorted && i < sorted->nfont && found.size() < most_fonts; ++i) {
    if (take_face(sorted->fonts[i], missing, found) && FcCharSetCount(missing.get()) == 0) break;
  }
  return found;
}

}  // namespace perfdata::monitor
