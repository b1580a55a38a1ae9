#include "machine_block.hpp"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

#include <perfdata/linux/linux_machine.hpp>
#include <perfdata/linux/titles.hpp>
#include <perfdata/names/title_table.hpp>

namespace perfdata::procfs {
namespace {

title_table table_of(counter_source& source, std::string_view value_name) {
  byte_buffer bytes;
  EXPECT_TRUE(source.query(value_name, bytes));
  auto table = title_table::parse(bytes);
  EXPECT_TRUE(table);
  return table ? *table : title_table();
}

TEST(Titles, FirstPairIsTheHighestIndex) {
  linux_machine machine({});
  for (const char* name : {"Counter 009", "Help 009"}) {
    const auto table = table_of(machine, name);
    std::uint32_t highest = 0;
    for (const auto& row : base_names()) highest = std::max(highest, row.index);
    for (const auto& row : help_titles()) highest = std::max(highest, row.index);
    EXPECT_EQ(table.find(1), std::to_string(highest)) << name;
    EXPECT_EQ(table.skipped(), 0U);
  }
}

TEST(Titles, SynonymsGiveTheSameTable) {
  linux_machine machine({});
  byte_buffer help, explain, counter, short_counter;
  ASSERT_TRUE(machine.query("Help 009", help));
  ASSERT_TRUE(machine.query("explain 009", explain));
  ASSERT_TRUE(machine.query("Counter 009", counter));
  ASSERT_TRUE(machine.query("COUNTER", short_counter));
  EXPECT_EQ(help, explain);
  EXPECT_EQ(counter, short_counter);
  EXPECT_NE(help, counter);
}

TEST(Titles, EverythingShownHasATitleAndAHelp) {
  linux_machine machine({});
  const auto counters = table_of(machine, "Counter 009");
  const auto helps = table_of(machine, "Help 009");
  const machine_block block(machine, "Global");
  for (const auto object : block.block().objects()) {
    EXPECT_FALSE(counters.find(object.title_index()).empty()) << object.title_index();
    EXPECT_FALSE(helps.find(object.help_index()).empty()) << object.help_index();
    for (const auto counter : object.counters()) {
      EXPECT_FALSE(counters.find(counter.title_index()).empty()) << counter.title_index();
      EXPECT_FALSE(helps.find(counter.help_index()).empty()) << counter.help_index();
    }
  }
}

TEST(Titles, NamesAreWindowsOwn) {
  std::ifstream file(PERFDATA_SHARED_DATA "/names/pal-vista_Counter009.tsv");
  if (!file) GTEST_SKIP() << "the title table of a real Windows is not here";
  std::map<std::uint32_t, std::string> windows;
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::uint32_t index = 0;
    std::string text;
    if (fields >> index && fields.get() == '\t' && std::getline(fields, text)) windows[index] = text;
  }
  for (const auto& row : base_names()) EXPECT_EQ(row.text, windows[row.index]) << row.index;
}

}  // namespace
}  // namespace perfdata::procfs
