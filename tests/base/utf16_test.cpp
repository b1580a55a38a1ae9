#include <gtest/gtest.h>

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

}  // namespace
