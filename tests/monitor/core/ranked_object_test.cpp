#include "monitor/core/ranked_object.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/names/title_table.hpp>
#include <perfdata/recording/recorded_answers.hpp>

using namespace perfdata;
using namespace perfdata::monitor;
using testing::ElementsAre;

namespace {

/// With the names that its title indexes have on Windows.
catalog_object offering(std::uint32_t object, std::initializer_list<std::uint32_t> counters) {
  const auto bytes = base_title_table();
  const auto names = *title_table::parse(bytes);
  catalog_object made{.title_index = object, .name = std::string(names.find(object))};
  for (const auto index : counters)
    made.counters.push_back({.title_index = index, .name = std::string(names.find(index))});
  return made;
}

std::vector<std::string> ranked_counters(const catalog_object& object) {
  std::vector<std::string> names;
  for (const auto& path : rank_instances(source_id{1}, object).paths) names.push_back(path.counter);
  return names;
}

TEST(RankedObject, OfProcessesWhatPeopleAskForIsCollectedWithTheirIds) {
  EXPECT_THAT(ranked_counters(offering(230, {784, 1424, 1422, 1420, 952, 680, 186, 180, 28, 6})),
              ElementsAre("% Processor Time", "Working Set", "Private Bytes", "IO Data Bytes/sec",
                          "Thread Count", "Handle Count", "ID Process"));
}

TEST(RankedObject, OfOthersTheFirstSixCountersAreCollected) {
  const auto object = offering(238, {6, 142, 144, 148, 150, 698, 696});
  const auto ranked = rank_instances(source_id{1}, object);
  ASSERT_EQ(ranked.paths.size(), 6U);
  EXPECT_EQ(ranked.paths.front(), *counter_path::parse(R"(\Processor(*)\% Processor Time)"));
  EXPECT_EQ(ranked.object_index, 238U);
}

TEST(RankedObject, CountersWithoutANameAreAskedForByIndex) {
  catalog_object object{.title_index = 9000, .name = "#9000"};
  object.counters.push_back({.title_index = 9002, .name = "#9002"});
  const auto ranked = rank_instances(source_id{1}, object);
  ASSERT_EQ(ranked.paths.size(), 1U);
  EXPECT_EQ(ranked.paths.front(), *counter_path::parse(R"(\9000(*)\9002)"));
}

}  // namespace
