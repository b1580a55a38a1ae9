#include <gtest/gtest.h>

#include <perfdata/registry/value_name.hpp>

using namespace perfdata;

namespace {

TEST(ValueName, KnownWordsGetTheirSpelling) {
  EXPECT_EQ(canonical_value_name("global"), "Global");
  EXPECT_EQ(canonical_value_name("COUNTER 009"), "Counter 009");
  EXPECT_EQ(canonical_value_name("explain 009"), "Explain 009");
  EXPECT_EQ(canonical_value_name("old_global"), "OLD_Global");
}

TEST(ValueName, EverythingElseStaysAsItIs) {
  for (const char* name : {"", "2 238", "Counters 009", "nonsense", "globally"})
    EXPECT_EQ(canonical_value_name(name), name);
}

TEST(ValueName, HelpAndExplainStandForEachOther) {
  EXPECT_EQ(other_spelling("Help 009"), "Explain 009");
  EXPECT_EQ(other_spelling("Explain 404"), "Help 404");
  EXPECT_EQ(other_spelling("Counter 009"), std::nullopt);
  EXPECT_EQ(other_spelling("Global"), std::nullopt);
}

TEST(ValueName, TitleTablesAreKnownByTheirFirstWord) {
  EXPECT_TRUE(names_title_table("Counter 009"));
  EXPECT_TRUE(names_title_table("Help"));
  EXPECT_FALSE(names_title_table("Global"));
  EXPECT_FALSE(names_title_table("2"));
}

}  // namespace
