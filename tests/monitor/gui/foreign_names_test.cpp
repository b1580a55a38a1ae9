// Names of every script: which characters a window needs, where they come from, how they are ordered.
#include "monitor/gui/font_search.hpp"
#include "monitor/gui/needed_characters.hpp"
#include "monitor/gui/visual_order.hpp"
#include "tests/monitor/support/made_up_frame.hpp"
#include "tests/monitor/support/panel_stage.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

std::string shown(std::string_view text) {
  std::string room;
  return std::string(in_visual_order(text, room));
}

std::set<ImWchar> needed_for(std::string_view text) {
  needed_characters needed;
  needed.take(text);
  return needed.all();
}

/// Whether the font would draw the character itself and not a question mark.
bool has(const ImFont& font, ImWchar character) {
  return font.FindGlyphNoFallback(character) != nullptr;
}

}  // namespace

TEST(VisualOrder, LatinAndIdeographsStayAsTheyAre) {
  EXPECT_EQ(shown("% Processor Time"), "% Processor Time");
  EXPECT_EQ(shown("プロセッサ時間"), "プロセッサ時間");
  EXPECT_EQ(shown(""), "");
}

TEST(VisualOrder, HebrewIsTurned) {
  EXPECT_EQ(shown("אבג"), "גבא");
}

TEST(VisualOrder, ArabicIsTurnedAndItsLettersAreJoined) {
  // seen, laam, alif, meem ("salaam"): laam and alif become one sign.
  EXPECT_EQ(shown("سلام"), "\uFEE1\uFEFC\uFEB3");
}

TEST(VisualOrder, NumbersInsideStayInTheirOrder) {
  const auto text = shown("אב 123");
  EXPECT_NE(text.find("123"), std::string::npos);
}

TEST(VisualOrder, BytesThatAreNoTextStayAsTheyAre) {
  EXPECT_EQ(shown("\xd7\xd7\xd7"), "\xd7\xd7\xd7");
}

TEST(NeededCharacters, ThoseThatEveryFontHasAreNotCounted) {
  EXPECT_TRUE(needed_for("% Processor Time").empty());
  EXPECT_TRUE(needed_for("Загрузка Ω é").empty());
}

TEST(NeededCharacters, IdeographsAreCountedOnce) {
  EXPECT_EQ(needed_for("時間時間"), (std::set<ImWchar>{0x6642, 0x9593}));
}

TEST(NeededCharacters, OfArabicTheFormsThatAreDrawn) {
  EXPECT_EQ(needed_for("سلام"), (std::set<ImWchar>{0xfee1, 0xfefc, 0xfeb3}));
}

TEST(NeededCharacters, AreBoundedWhateverASourceSends) {
  needed_characters needed;
  for (char32_t c = 0x4e00; c < 0x9fff; ++c) {
    const char bytes[] = {static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
                          static_cast<char>(0x80 | (c & 63))};
    needed.take(std::string_view(bytes, 3));
  }
  EXPECT_EQ(needed.all().size(), needed_characters::most);
}

TEST(NeededCharacters, AreTakenFromWhatSourcesOffer) {
  auto seen = test::made_up_frame();
  auto told = *seen.sources[0].newest;
  auto offered = *told.catalog;
  offered.objects[0].counters[0].name = "時";
  offered.objects[0].instances.emplace_back("間");
  told.catalog = std::make_shared<const catalog>(offered);
  seen.sources[0].newest = std::make_shared<const source_frame>(told);
  needed_characters needed;
  needed.take(seen);
  EXPECT_EQ(needed.all(), (std::set<ImWchar>{0x6642, 0x9593}));
}

TEST(Fonts, ArabicComesFromDejaVuWhichTheWindowInstalls) {
  const auto characters = needed_for("سلام");
  if (find_fonts(characters).empty())
    GTEST_SKIP() << "no installed font has Arabic (package fonts-dejavu-core)";
  test::panel_stage stage;
  const auto loaded = load_fonts(*ImGui::GetIO().Fonts, 1, characters);
  for (const auto character : characters) {
    EXPECT_TRUE(has(*loaded.text, character)) << character;
    EXPECT_TRUE(has(*loaded.strong, character)) << character;
  }
}

TEST(Fonts, IdeographsComeFromWhicheverFontHasThem) {
  const auto characters = needed_for("時間");
  if (find_fonts(characters).empty())
    GTEST_SKIP() << "no installed font has Chinese characters (package fonts-wqy-microhei)";
  test::panel_stage stage;
  EXPECT_FALSE(has(*stage.look.fonts.text, 0x6642));
  const auto loaded = load_fonts(*ImGui::GetIO().Fonts, 1, characters);
  EXPECT_TRUE(has(*loaded.text, 0x6642));
  EXPECT_TRUE(has(*loaded.text, 0x9593));
}

TEST(Fonts, NothingIsLookedForWhenNothingIsMissing) {
  EXPECT_TRUE(find_fonts({}).empty());
}
