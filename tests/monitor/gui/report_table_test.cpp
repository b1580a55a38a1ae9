#include "monitor/gui/chart/report_table.hpp"

#include <gtest/gtest.h>

using namespace perfdata;
using namespace perfdata::monitor;

namespace {

chart_lane named_lane(std::initializer_list<std::array<const char*, 3>> names) {
  chart_lane lane;
  for (const auto& [object, counter, instance] : names)
    lane.lines.push_back({.object = object, .counter = counter, .instance = instance});
  return lane;
}

TEST(ReportTable, CountersStandBelowAndInstancesBesideEachOther) {
  const auto layout = lay_out_report(named_lane({{"Processor", "Interrupts/sec", "0"},
                                                 {"Processor", "Interrupts/sec", "1"},
                                                 {"Memory", "Available Bytes", ""},
                                                 {"Processor", "% Processor Time", "1"}}));
  ASSERT_EQ(layout.tables.size(), 2U);
  const auto& processor = layout.tables[0];
  EXPECT_EQ(processor.counters, (std::vector<std::string>{"Interrupts/sec", "% Processor Time"}));
  EXPECT_EQ(processor.instances, (std::vector<std::string>{"0", "1"}));
  EXPECT_EQ(processor.cells, (std::vector<std::optional<std::size_t>>{0, 1, std::nullopt, 3}));
  EXPECT_EQ(layout.tables[1].cells, (std::vector<std::optional<std::size_t>>{2}));
}

TEST(ReportTable, TheSameCounterOfAnotherMachineGetsItsOwnColumn) {
  const auto layout =
      lay_out_report(named_lane({{"Memory", "Available Bytes", ""}, {"Memory", "Available Bytes", ""}}));
  ASSERT_EQ(layout.tables.size(), 1U);
  EXPECT_EQ(layout.tables[0].instances, (std::vector<std::string>{"", " (2)"}));
  EXPECT_EQ(layout.tables[0].cells, (std::vector<std::optional<std::size_t>>{0, 1}));
}

}  // namespace
