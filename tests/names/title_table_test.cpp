#include "tests/support/shared_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

#include <perfdata/base/utf16.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/names/title_table.hpp>

using namespace perfdata;
using namespace perfdata::test;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

byte_buffer bytes_of(std::string_view text) {
  byte_buffer out;
  for (const char c : text) out.push_back(static_cast<std::byte>(c));
  return out;
}

title_table small_table() {
  title_table_builder builder;
  builder.add(1, "1847");
  builder.add(2, "System");
  builder.add(6, "% Processor Time");
  builder.add(1482, "% Idle Time");
  builder.add(1746, "% Idle Time");
  return *title_table::parse(builder.finish());
}

TEST(TitleTable, FindsTextByIndex) {
  const auto table = small_table();
  EXPECT_EQ(table.size(), 5U);
  EXPECT_EQ(table.find(6), "% Processor Time");
  EXPECT_EQ(table.find(7), "");
}

TEST(TitleTable, FindsEveryIndexOfAName) {
  const auto table = small_table();
  EXPECT_THAT(table.find_all("% idle time"), ElementsAre(1482, 1746));
  EXPECT_THAT(table.find_all("nothing"), IsEmpty());
}

TEST(TitleTable, TrailingBlanksOfWindowsOwnTableDoNotMatter) {
  title_table_builder builder;
  builder.add(480, "Connection Failures ");
  EXPECT_THAT(title_table::parse(builder.finish())->find_all("Connection failures"), ElementsAre(480));
}

TEST(TitleTable, FirstOfEqualIndexesWins) {
  title_table_builder builder;
  builder.add(2, "System");
  builder.add(2, "again");
  EXPECT_EQ(title_table::parse(builder.finish())->find(2), "System");
}

TEST(TitleTable, EmptyIsATableWithoutEntries) {
  EXPECT_TRUE(title_table::parse({})->empty());
  EXPECT_TRUE(title_table::parse(title_table_builder().finish())->empty());
}

TEST(TitleTable, DoubledTerminatorsDoNotEndTheTable) {  // smbd, when its names carry a NUL of their own
  const auto table =
      title_table::parse(to_utf16le(std::string_view("2\0System\0\0"
                                                     "4\0Memory\0\0\0",
                                                     22)));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->find(4), "Memory");
  EXPECT_EQ(table->skipped(), 0U);
}

TEST(TitleTable, BadPairsAreSkippedAndCounted) {
  auto bytes =
      to_utf16le(std::string_view("2\0System\0oops\0"
                                  "4\0Memory\0",
                                  23));
  const auto table = title_table::parse(bytes);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->find(2), "System");
  EXPECT_EQ(table->find(4), "Memory");
  EXPECT_EQ(table->skipped(), 1U);
}

// A table of this one pair, and one behind it, so that every number is also read in the middle of a table.
std::vector<std::uint32_t> indexes_with(std::string_view number) {
  std::string text(number);
  text.push_back('\0');
  text += "text";
  text.push_back('\0');
  text += std::string(
      "5\0"
      "behind",
      8);
  text.push_back('\0');
  std::vector<std::uint32_t> found;
  const auto table = title_table::parse(to_utf16le(text));
  for (std::size_t i = 0; i < table->size(); ++i) found.push_back((*table)[i].index);
  return found;
}

TEST(TitleTable, NumbersOfAnyLengthAreRead) {
  for (const char* number : {"0", "7", "12", "12345678", "123456789", "4294967295", "00000000012", "7 ",
                             "12345678  ", "1234567\r"}) {
    const auto value = static_cast<std::uint32_t>(std::stoul(number));
    EXPECT_THAT(indexes_with(number), testing::UnorderedElementsAre(value, 5)) << number;
  }
}

TEST(TitleTable, WhatIsNoNumberIsNone) {
  for (const char* number : {" 7", "+7", "-7", "7a", "a", ":", "/", "1234567:", "1234567/", "123 5", " ",
                             "4294967296", "99999999999999999999", "\xC3\xBC", "1\xC3\xBC"})
    EXPECT_THAT(indexes_with(number), ElementsAre(5)) << number;
}

TEST(TitleTable, CutAnywhereItReadsWhatIsWhole) {
  title_table_builder builder;
  builder.add(2, "System");
  builder.add(4, "Memory");
  const auto whole = builder.finish();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto table = title_table::parse(byte_view(whole).first(length));
    if (table && table->size() == 2) {
      EXPECT_EQ(table->find(2), "System") << length;
    }
  }
}

TEST(TitleTable, NoPairAtAllIsAnError) {
  const auto table = title_table::parse(to_utf16le("this is no table"));
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().code, errc::malformed_data);
}

TEST(TitleTable, SavedTablesAreToldApartByContent) {
  title_table_builder builder;
  builder.add(2, "System");
  EXPECT_EQ(title_table::parse_saved(builder.finish())->find(2), "System");
  EXPECT_EQ(title_table::parse_saved(bytes_of("2\tSystem\r\n4\tMemory\n"))->find(2), "System");
  EXPECT_EQ(title_table::parse_saved(bytes_of("[Perflib]\n[PerfStrings_009]\n2=System\n"))->find(2),
            "System");
  auto utf16 = to_utf16le("\xEF\xBB\xBF[PerfStrings_009]\r\n2=System\r\n");
  EXPECT_EQ(title_table::parse_saved(utf16)->find(2), "System");
  EXPECT_FALSE(title_table::parse_saved(bytes_of("hello")));
}

TEST(TitleTable, RealVistaTableHasItsNames) {
  const auto file = shared_data("names/pal-vista_Counter009.multi_sz.utf16le.bin");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: " << file << " is not here";
  const auto table = title_table::parse(read_bytes(file));
  ASSERT_TRUE(table);
  EXPECT_EQ(table->size(), 1839U);
  EXPECT_EQ(table->find(1), "1847");
  EXPECT_EQ(table->find(238), "Processor");
  EXPECT_THAT(table->find_all("Processor"), testing::Contains(238));
}

}  // namespace
