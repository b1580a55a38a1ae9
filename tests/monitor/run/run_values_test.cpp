#include "monitor/run/run_values.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace perfdata;
using testing::ElementsAre;

namespace {

measured_run run_of(const char* path, std::vector<double> values, double elapsed = 1) {
  measured_run run{.totals = {.elapsed = std::chrono::duration<double>(elapsed)}};
  run_series series{.path = path, .unit = {.kind = monitor::unit_kind::bytes, .factor = 2}};
  for (const double value : values)
    series.samples.push_back({.cooked = {.value = value, .status = cooked_status::ok}});
  series.samples.push_back({});
  run.series.push_back(std::move(series));
  return run;
}

std::vector<double> values_under(const std::vector<counter_values>& all, std::string_view path) {
  const auto found = std::ranges::find(all, path, &counter_values::path);
  return found == all.end() ? std::vector<double>{} : found->values;
}

TEST(RunValues, OneObservationARunIsItsAverage) {
  const std::vector runs{run_of(R"(\\H\M\B)", {1, 2}, 1.5), run_of(R"(\\H\M\B)", {5}, 2.5),
                         run_of(R"(\\H\M\B)", {})};
  const auto all = values_of(runs, observation::run);
  EXPECT_THAT(values_under(all, R"(\M\B)"), ElementsAre(3, 10));
  EXPECT_THAT(values_under(all, R"(\Command\Elapsed Time)"), ElementsAre(1.5, 2.5, 1));
}

TEST(RunValues, EverySampleCountsWhereThereIsOneRun) {
  EXPECT_EQ(observation_for(1, 1), observation::sample);
  EXPECT_EQ(observation_for(1, 5), observation::run);
  const std::vector runs{run_of(R"(\\H\M\B)", {1, 2, 4})};
  EXPECT_THAT(values_under(values_of(runs, observation::sample), R"(\M\B)"), ElementsAre(2, 4, 8));
}

TEST(RunValues, MachinesStayInThePathsWhereThereAreSeveral) {
  const std::vector runs{run_of(R"(\\A\M\B)", {1}), run_of(R"(\\B\M\B)", {2})};
  const auto all = values_of(runs, observation::run);
  EXPECT_THAT(values_under(all, R"(\\A\M\B)"), ElementsAre(2));
  EXPECT_THAT(values_under(all, R"(\\B\M\B)"), ElementsAre(4));
}

TEST(RunValues, RecordingOfAMachineHasNoCommand) {
  const std::vector runs{run_of(R"(\\A\M\B)", {1}, 0)};
  EXPECT_EQ(values_of(runs, observation::sample).size(), 1U);
}

}  // namespace
