#include "monitor/run/measured_run.hpp"

#include <gtest/gtest.h>

using namespace perfdata;

namespace {

bool means(const char* pattern, const char* path) {
  return perfdata::means(*counter_path::parse(pattern), run_series{.path = path});
}

TEST(MeasuredRun, WhatIsNotKnownIsNoFigure) {
  const auto few = figures_of({});
  const auto more =
      figures_of({.working_set_peak = 1, .working_set_average = 1, .read_bytes = 0, .written_bytes = 0});
  EXPECT_EQ(more.size(), few.size() + 4);
  for (const auto& figure : more) EXPECT_TRUE(counter_path::parse(figure.path)) << figure.path;
}

TEST(MeasuredRun, PatternsMeanSeriesAsPathsMeanCounters) {
  EXPECT_TRUE(means(R"(\Process(gcc*)\*)", R"(\\H\Process(gcc#2)\Handle Count)"));
  EXPECT_TRUE(means(R"(\Process(gcc#2)\*)", R"(\\H\Process(gcc#2)\Handle Count)"));
  EXPECT_FALSE(means(R"(\Process(gcc)\*)", R"(\\H\Process(gcc#2)\Handle Count)"));
  EXPECT_FALSE(means(R"(\Process(gcc)\*)", R"(\\H\Memory\Available Bytes)"));
  EXPECT_FALSE(means(R"(\4\24)", R"(\\H\Memory\Available Bytes)"));
}

}  // namespace
