#include <gtest/gtest.h>

#include <perfdata/linux/value_name.hpp>

namespace perfdata::procfs {
namespace {

using kind = value_name::kind;

TEST(ValueName, KnowsWindowsFormsInAnyCase) {
  EXPECT_EQ(parse_value_name("Global")->what, kind::global);
  EXPECT_EQ(parse_value_name(" gLOBAL ")->what, kind::global);
  for (const char* text : {"Counter", "counter", "COUNTER 009", "Counter 9", "Counter  009 "})
    EXPECT_EQ(parse_value_name(text)->what, kind::counter_titles) << text;
  for (const char* text : {"Help", "help 009", "Explain", "EXPLAIN 009"})
    EXPECT_EQ(parse_value_name(text)->what, kind::help_titles) << text;
}

TEST(ValueName, IndexListsMayHaveBlanksAndUnknownIndexes) {
  EXPECT_EQ(parse_value_name("238")->objects, (std::vector<std::uint64_t>{238}));
  EXPECT_EQ(parse_value_name("  2   238 ")->objects, (std::vector<std::uint64_t>{2, 238}));
  EXPECT_EQ(parse_value_name("99999999999999999999999 2")->objects.size(), 2U);
}

TEST(ValueName, EverythingElseIsNotFoundWithAdvice) {
  for (const char* text : {"", " ", "Costly", "Global 2", "2 x", "x", "Counter 007", "Counter 0xyz",
                           "Counter 009 007", "-2", "Count", "MetadataGlobal"}) {
    const auto name = parse_value_name(text);
    ASSERT_FALSE(name) << text;
    EXPECT_EQ(name.error().code, errc::not_found);
    EXPECT_FALSE(name.error().advice.empty());
    ASSERT_TRUE(name.error().system);
    EXPECT_EQ(name.error().system->win32, 2U);
  }
}

}  // namespace
}  // namespace perfdata::procfs
