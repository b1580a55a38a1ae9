#include <bench/baseline.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using namespace perfdata::bench;

namespace {

const std::vector<measured_ratio> before{{"parse/1MiB", "naive walk", 0.40},
                                         {"title table/1MiB", "memory read", 700}};

TEST(Baseline, NamesWhatIsMoreThanFifteenPercentWorse) {
  EXPECT_TRUE(find_slower(before, before).empty());
  EXPECT_TRUE(find_slower(before, std::vector<measured_ratio>{{"parse/1MiB", "naive walk", 0.459}}).empty());
  const auto slower =
      find_slower(before, std::vector<measured_ratio>{{"parse/1MiB", "naive walk", 0.461},
                                                      {"title table/1MiB", "memory read", 600}});
  ASSERT_EQ(slower.size(), 1U);
  EXPECT_EQ(slower[0].now.name, "parse/1MiB");
  EXPECT_EQ(slower[0].before, 0.40);
}

TEST(Baseline, WhatItDoesNotKnowIsNew) {
  const std::vector<measured_ratio> now{{"walk/1MiB", "naive walk", 9}, {"parse/1MiB", "memory read", 9}};
  EXPECT_TRUE(find_slower(before, now).empty());
}

TEST(Baseline, SecondTryMeasuresTheRowsAndTheirYardsticks) {
  EXPECT_EQ(filter_for(std::vector<slower_row>{{before[0], 1}, {{"walk/64KiB", "naive walk", 1}, 1}}),
            "^(naive walk/1MiB|naive walk/64KiB|parse/1MiB|walk/64KiB)$");
}

TEST(Baseline, ComesBackFromItsFile) {
  const test::scratch_folder folder;
  write_ratios(folder / "r.json", before);
  const auto after = read_ratios(folder / "r.json");
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[1].name, before[1].name);
  EXPECT_EQ(after[1].yardstick, before[1].yardstick);
  EXPECT_EQ(after[1].ratio, before[1].ratio);
  test::write_text(folder / "x", "{}");
  EXPECT_THROW((void)read_ratios(folder / "x"), std::runtime_error);
  EXPECT_THROW((void)read_ratios(folder / "absent"), std::runtime_error);
  EXPECT_THROW(write_ratios(folder / "no" / "r.json", before), std::runtime_error);
}

TEST(Baseline, TheCheckedInOneCanBeRead) {
  EXPECT_FALSE(read_ratios(PERFDATA_SOURCE_DIR "/bench/baseline.json").empty());
}

}  // namespace
