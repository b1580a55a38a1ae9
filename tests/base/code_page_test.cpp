#include <gtest/gtest.h>
#include <string_view>

#include <perfdata/base/code_page.hpp>

using namespace perfdata;

namespace {

std::string convert(std::uint32_t page, std::string_view text) {
  byte_buffer bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return code_page_to_utf8(page, bytes);
}

TEST(CodePage, CommonAnsiCodePages) {
  EXPECT_EQ(convert(1252,
                    "\xFC"
                    "ber \x80"),
            "\xC3\xBC"
            "ber \xE2\x82\xAC");                                            // Western Europe
  EXPECT_EQ(convert(1251, "\xCF\xF0"), "\xD0\x9F\xD1\x80");                 // Cyrillic
  EXPECT_EQ(convert(1253, "\xC1"), "\xCE\x91");                             // Greek
  EXPECT_EQ(convert(932, "\x83\x76\x83\x8D"), "\xE3\x83\x97\xE3\x83\xAD");  // Japanese
  EXPECT_EQ(convert(936, "\xB4\xC5"), "\xE7\xA3\x81");                      // Simplified Chinese
  EXPECT_EQ(convert(949, "\xC7\xC1"), "\xED\x94\x84");                      // Korean
  EXPECT_EQ(convert(950, "\xBA\xCF"), "\xE7\xA3\x81");                      // Traditional Chinese
  EXPECT_EQ(convert(65001, "\xC3\xBC"), "\xC3\xBC");
}

TEST(CodePage, StopsAtTheTerminator) {
  EXPECT_EQ(convert(1252, std::string_view("C:\0junk", 7)), "C:");
}

TEST(CodePage, WhatIsNoCharacterIsReplaced) {
  EXPECT_EQ(convert(1252,
                    "a\x81"
                    "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(convert(932, "x\x83"), "x\xEF\xBF\xBD");  // cut inside a double-byte character
}

TEST(CodePage, UnknownCodePageKeepsAscii) {
  EXPECT_EQ(convert(54321, "ok\xFF"), "ok\xEF\xBF\xBD");
}

TEST(CodePage, LongNamesAreConvertedWhole) {
  EXPECT_EQ(convert(1252, std::string(10'000, '\xE9')).size(), 20'000U);
}

}  // namespace
