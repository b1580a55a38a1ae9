#include "monitor/core/search/catalog_search.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

std::shared_ptr<catalog> small_catalog() {
  auto listed = std::make_shared<catalog>();
  catalog_object processor{.name = "Processor", .has_instances = true};
  processor.counters = {
      {.name = "% Processor Time", .help = "The share of elapsed time that it was not idle."},
      {.name = "Interrupts/sec", .help = "Hardware interrupts."}};
  processor.instances = {"_Total", "0", "1"};
  catalog_object process{.name = "Process", .has_instances = true};
  process.counters = {{.name = "% Processor Time"}, {.name = "Working Set - Private"}};
  process.instances = {"sqlservr", "sqlagent", "idle", "svchost#3"};
  catalog_object memory{.name = "Memory"};
  memory.counters = {{.name = "Available Bytes", .help = "What programs may still take."}};
  listed->objects = {processor, process, memory};
  return listed;
}

struct asked {
  const char* text;
  std::string best;  // "object\counter"
};

class CatalogSearch : public testing::TestWithParam<asked> {};

TEST_P(CatalogSearch, BestComesFirst) {
  const auto listed = small_catalog();
  catalog_search search(listed);
  const auto found = search.find(GetParam().text);
  if (GetParam().best.empty()) {
    EXPECT_TRUE(found.empty());
    return;
  }
  ASSERT_FALSE(found.empty());
  const auto& object = listed->objects[found[0].object];
  EXPECT_EQ(object.name + "\\" + object.counters[found[0].counters[0].counter].name, GetParam().best);
}

INSTANTIATE_TEST_SUITE_P(Words, CatalogSearch,
                         testing::Values(asked{"interr", "Processor\\Interrupts/sec"},
                                         asked{"INTERR", "Processor\\Interrupts/sec"},
                                         asked{"avby", "Memory\\Available Bytes"},  // beginnings
                                         asked{"wsp", "Process\\Working Set - Private"},
                                         asked{"may still", "Memory\\Available Bytes"},  // explain text
                                         asked{"private sqls", "Process\\Working Set - Private"},
                                         asked{"sqls private", "Process\\Working Set - Private"},
                                         asked{"avialable", "Memory\\Available Bytes"},  // swapped
                                         asked{"availble", "Memory\\Available Bytes"},   // missing
                                         asked{"memorry", "Memory\\Available Bytes"},    // too much
                                         asked{"mamory", "Memory\\Available Bytes"},     // wrong
                                         asked{"work*private", "Process\\Working Set - Private"},
                                         asked{"memory sqlservr", ""}, asked{"zzz", ""}));

TEST(CatalogSearchOf, NothingFindsEverythingInTheOrderOfTheCatalog) {
  catalog_search search(small_catalog());
  for (const char* text : {"", "   "}) {
    const auto found = search.find(text);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[1].object, 1U);
    EXPECT_EQ(found[1].counters.size(), 2U);
    EXPECT_EQ(search.instances_of(found[1], found[1].counters[0]).size(), 4U);
  }
}

TEST(CatalogSearchOf, InstancesAreThoseThatTheRemainingWordsFit) {
  catalog_search search(small_catalog());
  auto found = search.find("process sql");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(search.instances_of(found[0], found[0].counters[0]), (std::vector<std::uint32_t>{0, 1}));
  found = search.find("working");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(search.instances_of(found[0], found[0].counters[0]).size(), 4U);
}

// What a letter more leaves out never comes back: the list only narrows while one types.
TEST(CatalogSearchOf, EachLetterNarrowsWhatWasFound) {
  catalog_search search(small_catalog());
  const std::string text = "proc time";
  std::size_t before = 100;
  for (std::size_t length = 1; length <= text.size(); ++length) {
    std::size_t counters = 0;
    for (const auto& object : search.find(text.substr(0, length))) counters += object.counters.size();
    EXPECT_LE(counters, before) << length;
    EXPECT_GT(counters, 0U) << length;
    before = counters;
  }
}

TEST(CatalogSearchOf, LongTextsAndManyWordsAreBounded) {
  catalog_search search(small_catalog());
  EXPECT_TRUE(search.find(std::string(10'000, 'a')).empty());
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "pro ";
  EXPECT_FALSE(search.find(many).empty());
}

}  // namespace
