#include "monitor/cli/printable.hpp"

#include <gtest/gtest.h>

using namespace perfdata::cli;

namespace {

TEST(Printable, ControlCharactersCannotSteerTheTerminal) {
  EXPECT_EQ(printable("a\x1B[2Jb"), "a\xEF\xBF\xBD[2Jb");
  EXPECT_EQ(printable("tab\tline\n"), "tab\xEF\xBF\xBDline\xEF\xBF\xBD");
  EXPECT_EQ(printable("\x7F"), "\xEF\xBF\xBD");
  EXPECT_EQ(printable("\xC2\x9B[31m"), "\xEF\xBF\xBD[31m");  // CSI as one C1 character
}

TEST(Printable, OtherTextStaysAsItIs) {
  for (const char* text : {"", "% Processor Time", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", "\xC2\xA0"})
    EXPECT_EQ(printable(text), text);
}

TEST(Columns, CountsCharactersNotBytes) {
  EXPECT_EQ(columns(""), 0U);
  EXPECT_EQ(columns("abc"), 3U);
  EXPECT_EQ(columns("\xC3\xA4\xE2\x82\xAC"), 2U);
}

TEST(FirstColumns, NeverCutsACharacter) {
  EXPECT_EQ(first_columns("\xC3\xA4\xE2\x82\xACx", 1), "\xC3\xA4");
  EXPECT_EQ(first_columns("\xC3\xA4\xE2\x82\xACx", 2), "\xC3\xA4\xE2\x82\xAC");
  EXPECT_EQ(first_columns("abc", 9), "abc");
  EXPECT_EQ(first_columns("abc", 0), "");
}

}  // namespace
