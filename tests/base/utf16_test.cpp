#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <utf8.h>

#include <perfdata/base/utf16.hpp>

using namespace perfdata;

namespace {

byte_buffer units(std::initializer_list<char16_t> list) {
  byte_buffer bytes;
  for (char16_t unit : list) {
    bytes.push_back(static_cast<std::byte>(unit & 0xFFU));
    bytes.push_back(static_cast<std::byte>(unit >> 8U));
  }
  return bytes;
}

TEST(Utf16, ConvertsEveryPlane) {
  const auto bytes = units({u'A', 0x00E9, 0x20AC, 0xD83D, 0xDE00});
  EXPECT_EQ(to_utf8(utf16_view(bytes)), "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
}

TEST(Utf16, UnpairedSurrogatesBecomeReplacementCharacters) {
  const auto bytes = units({0xD800, u'x', 0xDC00, 0xD83D});
  EXPECT_EQ(to_utf8(utf16_view(bytes)), "\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Utf16, OddLastByteIsDropped) {
  auto bytes = units({u'o', u'k'});
  bytes.push_back(std::byte{'!'});
  EXPECT_EQ(to_utf8(utf16_view(bytes)), "ok");
}

TEST(Utf16, CutsAtTheFirstNul) {
  const auto bytes = units({u'C', u':', 0, u'j', u'u', u'n', u'k'});
  EXPECT_EQ(to_utf8(utf16_view(bytes).until_nul()), "C:");
}

TEST(Utf16, TextWithoutNulIsWhole) {
  const auto bytes = units({u'C', u':'});
  EXPECT_EQ(to_utf8(utf16_view(bytes).until_nul()), "C:");
}

TEST(Utf16, RoundTripsThroughUtf8) {
  const std::string text = "Prozessorzeit (%) \xC3\xBC \xF0\x9F\x98\x80";
  const auto bytes = to_utf16le(text);
  EXPECT_EQ(to_utf8(utf16_view(bytes)), text);
}

TEST(Utf16, InvalidUtf8BecomesReplacementCharacters) {
  const auto bytes = to_utf16le(
      "a\xFF"
      "b");
  EXPECT_EQ(to_utf8(utf16_view(bytes)),
            "a\xEF\xBF\xBD"
            "b");
}

// Letters, NULs, characters of two, three and four bytes, and halves of pairs, in random order.
byte_buffer random_units(std::size_t count, std::mt19937& random) {
  constexpr std::array<char16_t, 12> some{u'a', u'b', u' ',   u'9',   0,      0x7F,
                                          0x80, 0xE9, 0x20AC, 0xD83D, 0xDE00, 0xFFFF};
  const std::size_t kinds = random() % 3 == 0 ? some.size() : 4;  // two texts of three are ASCII
  byte_buffer bytes;
  for (std::size_t i = 0; i < count; ++i) {
    const char16_t unit = some[random() % kinds];
    bytes.push_back(static_cast<std::byte>(unit & 0xFFU));
    bytes.push_back(static_cast<std::byte>(unit >> 8U));
  }
  return bytes;
}

std::string one_by_one(utf16_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = i + 1 < text.size() && text[i] >> 10U == 0x36 && text[i + 1] >> 10U == 0x37;
    char32_t point = text[i];
    if (pair)
      point = 0x10000U + ((text[i] & 0x3FFU) << 10U) + (text[i + 1] & 0x3FFU);
    else if (text[i] >> 11U == 0x1B)
      point = 0xFFFD;
    utf8::append(point, out);
    i += pair ? 1 : 0;
  }
  return out;
}

TEST(Utf16, TextsOfAnyLengthAreWhatTheirCharactersAre) {
  std::mt19937 random(11);
  for (std::size_t round = 0; round < 3'000; ++round) {
    const auto bytes = random_units(round % 300, random);  // on the heap, so that reads behind it are seen
    const utf16_view text(bytes);
    ASSERT_EQ(to_utf8(text), one_by_one(text)) << "round " << round;
    std::string behind = "kept ";
    append_utf8(text.until_nul(), behind);
    ASSERT_EQ(behind, "kept " + one_by_one(text).substr(0, one_by_one(text).find('\0')));
  }
}

TEST(Utf16, APairMayStandAnywhereInALongText) {
  for (std::size_t before = 0; before < 300; ++before) {
    const std::string text = std::string(before, 'x') + "\xF0\x9F\x98\x80 and so on";
    ASSERT_EQ(to_utf8(utf16_view(to_utf16le(text))), text) << before;
  }
}

TEST(Utf16, HalvesOfPairsMayStandAnywhereInALongText) {
  for (std::size_t before = 0; before < 300; ++before) {
    byte_buffer bytes = to_utf16le(std::string(before, 'x'));
    std::ranges::copy(units({0xD83D, 0xD83D, 0xDE00, 0xDE00, 0xD83D, u'y'}), std::back_inserter(bytes));
    ASSERT_EQ(to_utf8(utf16_view(bytes)),
              std::string(before, 'x') + "\xEF\xBF\xBD\xF0\x9F\x98\x80\xEF\xBF\xBD\xEF\xBF\xBDy")
        << before;
  }
}

}  // namespace
