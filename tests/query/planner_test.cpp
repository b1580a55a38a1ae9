#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/query/planner.hpp>

using namespace perfdata;

namespace {

title_table names() {
  title_table_builder builder;
  builder.add(2, "System");
  builder.add(6, "% Processor Time");
  builder.add(238, "Processor");
  builder.add(900, "Twice");
  builder.add(902, "Twice");
  return *title_table::parse(builder.finish());
}

std::vector<counter_path> paths(std::initializer_list<const char*> texts) {
  std::vector<counter_path> out;
  for (const char* text : texts) out.push_back(*counter_path::parse(text));
  return out;
}

TEST(Planner, AsksForTheObjectsThatAreNeededAndNoOthers) {
  const auto plan =
      plan_query(paths({R"(\Processor(*)\% Processor Time)", R"(\system\Threads)", R"(\238(0)\6)"}), names());
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->value_name, "2 238");
}

TEST(Planner, WildcardObjectAsksForEverything) {
  EXPECT_EQ(plan_query(paths({R"(\Proc*(*)\*)"}), names())->value_name, "Global");
}

TEST(Planner, ANameWithSeveralIndexesAsksForAll) {
  EXPECT_EQ(plan_query(paths({R"(\twice\x)"}), names())->value_name, "900 902");
}

TEST(Planner, UnknownObjectIsNamed) {
  const auto plan = plan_query(paths({R"(\Procesor(*)\x)"}), names());
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, errc::not_found);
  EXPECT_THAT(plan.error().message, testing::HasSubstr("Procesor"));
}

TEST(Planner, InstancesAreTheFirstOfTheirNameUnlessNumbered) {
  const auto first = *counter_path::parse(R"(\Process(svchost)\x)");
  EXPECT_TRUE(matches_instance(first, "SVCHOST", 0));
  EXPECT_FALSE(matches_instance(first, "svchost", 1));
  const auto third = *counter_path::parse(R"(\Process(svchost#2)\x)");
  EXPECT_TRUE(matches_instance(third, "svchost", 2));
  EXPECT_TRUE(matches_instance(third, "svchost#2", 0));  // a name that is written so
  const auto every = *counter_path::parse(R"(\Process(svc*)\x)");
  EXPECT_TRUE(matches_instance(every, "svchost", 5));
  EXPECT_FALSE(matches_instance(*counter_path::parse(R"(\Process\x)"), "svchost", 0));
}

TEST(Planner, CountersMatchByIndexOrName) {
  EXPECT_TRUE(matches_counter(*counter_path::parse(R"(\o\6)"), 6, "% Processor Time"));
  EXPECT_FALSE(matches_counter(*counter_path::parse(R"(\o\7)"), 6, "% Processor Time"));
  EXPECT_TRUE(matches_counter(*counter_path::parse(R"(\o\% processor time)"), 6, "% Processor Time "));
}

}  // namespace
