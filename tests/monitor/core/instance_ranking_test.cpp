#include "monitor/core/instance_ranking.hpp"

#include <cmath>
#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

constexpr std::uint32_t process = 230;

struct running {
  const char* name;
  std::uint64_t id;
  std::optional<double> share;
  double bytes;
};

std::vector<row> rows_of(const std::vector<running>& all) {
  std::vector<row> rows;
  const auto add = [&](const running& each, std::uint32_t index, const char* counter,
                       std::optional<double> value) {
    row one{.path = std::string(each.name) + counter,
            .object = "Process",
            .instance = each.name,
            .counter = counter,
            .object_index = process,
            .counter_index = index};
    one.newer.value = each.id;
    one.cooked = {value, value ? cooked_status::ok : cooked_status::first_sample};
    rows.push_back(one);
  };
  for (const auto& each : all) add(each, 6, "% Processor Time", each.share);
  for (const auto& each : all) add(each, 784, "ID Process", static_cast<double>(each.id));
  for (const auto& each : all) add(each, 180, "Working Set", each.bytes);
  return rows;
}

std::vector<std::string> names(const instance_ranking& ranking, std::size_t counter, bool descending,
                               std::string_view filter = {}) {
  std::vector<std::string> all;
  for (const auto i : ranking.order(counter, descending, filter)) all.push_back(ranking.instances()[i].name);
  return all;
}

TEST(InstanceRanking, SortsByAnyCounterWithTotalsAndGapsLast) {
  instance_ranking ranking;
  ranking.take(
      rows_of({{"_Total", 0, 99.0, 9e9}, {"a", 1, 5.0, 30}, {"b", 2, std::nullopt, 20}, {"c", 3, 50.0, 10}}),
      process);
  ASSERT_EQ(ranking.counters().size(), 2U);  // ID Process is an identity, not a value to rank by
  using list = std::vector<std::string>;
  EXPECT_EQ(names(ranking, 0, true), (list{"c", "a", "b", "_Total"}));
  EXPECT_EQ(names(ranking, 0, false), (list{"a", "c", "b", "_Total"}));
  EXPECT_EQ(names(ranking, 1, true), (list{"a", "b", "c", "_Total"}));
  EXPECT_EQ(names(ranking, 9, true), (list{"c", "b", "a", "_Total"}));
  EXPECT_EQ(names(ranking, 9, false), (list{"a", "b", "c", "_Total"}));
}

TEST(InstanceRanking, FilterIsANameOrAProcessNumber) {
  instance_ranking ranking;
  ranking.take(rows_of({{"svchost", 1234, 1.0, 1}, {"Sqlservr", 77, 2.0, 1}}), process);
  EXPECT_EQ(names(ranking, 0, true, "SQL"), std::vector<std::string>{"Sqlservr"});
  EXPECT_EQ(names(ranking, 0, true, "123"), std::vector<std::string>{"svchost"});
  EXPECT_TRUE(names(ranking, 0, true, "none").empty());
}

// When the first of three namesakes ends, the others move up: svchost#1 becomes svchost.
TEST(InstanceRanking, ThePastStaysWithAProcessWhoseNumberChanges) {
  instance_ranking ranking;
  ranking.take(rows_of({{"svchost", 10, 1.0, 1}, {"svchost#1", 11, 2.0, 1}, {"svchost#2", 12, 3.0, 1}}),
               process);
  ranking.take(rows_of({{"svchost", 11, 20.0, 1}, {"svchost#1", 12, 30.0, 1}}), process);
  ASSERT_EQ(ranking.instances().size(), 2U);
  const auto& past = ranking.instances()[0].recent[0];
  ASSERT_EQ(past.size(), 2U);
  EXPECT_EQ(past[0], 2.0F);
  EXPECT_EQ(past[1], 20.0F);
  EXPECT_EQ(ranking.instances()[1].recent[0][0], 3.0F);
}

TEST(InstanceRanking, ANewProcessUnderAnOldNameBeginsAnew) {
  instance_ranking ranking;
  ranking.take(rows_of({{"make", 10, 1.0, 1}}), process);
  ranking.take(rows_of({{"make", 11, 2.0, 1}}), process);
  EXPECT_EQ(ranking.instances()[0].recent[0].size(), 1U);
}

TEST(InstanceRanking, RowsOfOtherObjectsAreNotItsInstances) {
  instance_ranking ranking;
  ranking.take(rows_of({{"a", 1, 1.0, 1}}), process + 2);
  EXPECT_TRUE(ranking.instances().empty());
}

TEST(RecentValues, KeepsTheLastOnesOldestFirst) {
  recent_values recent;
  for (int i = 0; i < 100; ++i) recent.push(static_cast<float>(i));
  ASSERT_EQ(recent.size(), recent_values::most);
  EXPECT_EQ(recent[0], 40.0F);
  EXPECT_EQ(recent[recent_values::most - 1], 99.0F);
}

}  // namespace
