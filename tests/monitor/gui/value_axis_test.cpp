#include "monitor/gui/chart/value_axis.hpp"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <vector>

using namespace perfdata::monitor;

namespace {

std::vector<std::string> labels(const value_axis& axis) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < axis.tick_count; ++i) all.push_back(axis.label(i));
  return all;
}

TEST(ValueAxis, PercentagesThatFitGetNoughtToAHundred) {
  const auto axis = make_value_axis({0, 3}, unit_kind::percent, 6);
  EXPECT_EQ(axis.range, (plot_range{0, 100}));
  EXPECT_EQ(labels(axis), (std::vector<std::string>{"0", "20", "40", "60", "80", "100"}));
  EXPECT_GE(make_value_axis({0, 250}, unit_kind::percent, 6).range.end, 250);
}

TEST(ValueAxis, BytesStepInTheirOwnMultiples) {
  const double gib = 1024.0 * 1024 * 1024;
  const auto axis = make_value_axis({0, 22.6 * gib}, unit_kind::bytes, 6);
  EXPECT_EQ(axis.prefix.symbol, "GiB");
  EXPECT_EQ(axis.step, 5 * gib);
  EXPECT_EQ(labels(axis), (std::vector<std::string>{"0", "5", "10", "15", "20"}));
  EXPECT_EQ(axis.range.end, 23 * gib);
}

TEST(ValueAxis, SmallStepsGetTheirDecimals) {
  EXPECT_EQ(labels(make_value_axis({0, 0.5}, unit_kind::number, 6)),
            (std::vector<std::string>{"0.0", "0.1", "0.2", "0.3", "0.4", "0.5"}));
  EXPECT_EQ(make_value_axis({0, 0.02}, unit_kind::seconds, 5).prefix.symbol, "ms");
}

TEST(ValueAxis, NegativeValuesAreOnTheAxis) {
  const auto axis = make_value_axis({-30, 70}, unit_kind::number, 6);
  EXPECT_LE(axis.range.begin, -30);
  EXPECT_GE(axis.range.end, 70);
  const auto all = labels(axis);
  EXPECT_NE(std::find(all.begin(), all.end(), "0"), all.end());
}

TEST(ValueAxis, WhateverComesThereAreFewTicksOnRoundNumbersThatHoldTheValues) {
  for (const auto kind : {unit_kind::number, unit_kind::percent, unit_kind::seconds, unit_kind::bytes,
                          unit_kind::bytes_per_second, unit_kind::bits_per_second, unit_kind::per_second})
    for (double high = 1e-6; high < 1e18; high *= 1.37)
      for (const double low : {0.0, -high / 3, -high * 7})
        for (std::size_t most = 2; most < 12; ++most) {
          const auto axis = make_value_axis({low, high}, kind, most);
          ASSERT_LE(axis.tick_count, most) << low << ".." << high;
          ASSERT_GE(axis.tick_count, 1U);
          ASSERT_LE(axis.range.begin, low * (1 - 1e-6) + 1e-15);
          ASSERT_GE(axis.range.end, high * (1 - 1e-6));
          const double step = axis.step / axis.prefix.divisor;
          const double mantissa = step / std::pow(10, std::floor(std::log10(step) + 1e-9));
          ASSERT_TRUE(std::fabs(mantissa - 1) < 1e-6 || std::fabs(mantissa - 2) < 1e-6 ||
                      std::fabs(mantissa - 5) < 1e-6)
              << step;
          ASSERT_GE(axis.tick(0), axis.range.begin - axis.step * 1e-6);
          ASSERT_LE(axis.tick(axis.tick_count - 1), axis.range.end + axis.step * 1e-6);
        }
}

TEST(ValueAxis, NothingToShowIsNoughtToOne) {
  const double infinite = std::numeric_limits<double>::infinity();
  for (const plot_range values : {plot_range{0, 0}, plot_range{0, infinite}, plot_range{-infinite, 5},
                                  plot_range{0, std::numeric_limits<double>::quiet_NaN()}})
    EXPECT_EQ(make_value_axis(values, unit_kind::number, 5).range, (plot_range{0, 1}));
}

TEST(LogAxis, FewDecadesGetOneTwoFive) {
  const auto axis = make_log_axis({3, 70}, unit_kind::number, 9);
  EXPECT_EQ(axis.range, (plot_range{1, 100}));
  EXPECT_EQ(labels(axis), (std::vector<std::string>{"1", "2", "5", "10", "20", "50", "100"}));
}

TEST(LogAxis, ManyDecadesGetPowersAndThenEveryFew) {
  EXPECT_EQ(labels(make_log_axis({1, 1e6}, unit_kind::number, 8)),
            (std::vector<std::string>{"1", "10", "100", "1k", "10k", "100k", "1M"}));
  const auto sparse = make_log_axis({1, 1e9}, unit_kind::number, 5);
  EXPECT_EQ(labels(sparse), (std::vector<std::string>{"1", "1k", "1M", "1G"}));
  EXPECT_EQ(make_log_axis({1e-17, 1e9}, unit_kind::number, 5).range.begin, 1);
}

TEST(LogAxis, WithoutAnythingAboveNoughtThereIsStillAnAxis) {
  for (const plot_range values : {plot_range{0, 0}, plot_range{-5, -1}, plot_range{0, INFINITY}}) {
    const auto axis = make_log_axis(values, unit_kind::bytes, 6);
    EXPECT_GT(axis.range.begin, 0);
    EXPECT_GT(axis.range.end, axis.range.begin);
    EXPECT_GE(axis.tick_count, 2U);
  }
}

}  // namespace
