#include "monitor/fleet/metric_name.hpp"

#include <gtest/gtest.h>

#include <perfdata/names/base_names.hpp>

namespace perfdata::fleet {
namespace {

counter_words words(std::string_view name, counter_type type) {
  return words_of(name, 6, describe_counter_type(type));
}

TEST(MetricName, IsWordsInLowerCase) {
  EXPECT_EQ(snake_case("Network Interface"), "network_interface");
  EXPECT_EQ(snake_case(".NET CLR Memory"), "net_clr_memory");
  EXPECT_EQ(snake_case("Übertragung"), "bertragung");
  EXPECT_EQ(snake_case("\u6027\u80fd"), "");
}

TEST(MetricName, TakesTheUnitOutOfTheWords) {
  const auto received = words("Bytes Received/sec", counter_type::bulk_count);
  EXPECT_EQ(received.stem, "received");
  EXPECT_EQ(received.unit, "bytes");
  const auto latency = words("Avg. Disk sec/Read", counter_type::average_timer);
  EXPECT_EQ(latency.stem, "disk_per_read");
  EXPECT_EQ(latency.unit, "seconds");
  const auto set = words("Working Set", counter_type::large_rawcount);
  EXPECT_EQ(set.stem, "working_set");
  EXPECT_EQ(set.unit, "bytes");
}

TEST(MetricName, CountsScaledUnitsInBaseUnitsAndKeepsTheirWord) {
  const auto megabytes = words("Available MBytes", counter_type::rawcount);
  EXPECT_EQ(megabytes.stem, "available_mbytes");
  EXPECT_EQ(megabytes.unit, "bytes");
  EXPECT_EQ(megabytes.scale, 1048576);
  EXPECT_EQ(words("Available Bytes", counter_type::large_rawcount).stem, "available");
}

TEST(MetricName, LeavesRatesToPrometheus) {
  EXPECT_EQ(words("Pages/sec", counter_type::counter).stem, "pages");
  EXPECT_EQ(words("Sessions per Second", counter_type::rawcount).stem, "sessions");
}

TEST(MetricName, AvoidsWordsThatMeanSomethingElse) {
  EXPECT_EQ(words("Handle Count", counter_type::rawcount).stem, "handles");
  EXPECT_EQ(words("Connections Total", counter_type::rawcount).stem, "connections_all");
  EXPECT_EQ(words("Bytes Total/sec", counter_type::bulk_count).stem, "all");
  EXPECT_EQ(words("Check Sum", counter_type::rawcount).stem, "check_sum_value");
}

TEST(MetricName, HasANameForWhatHasNone) {
  EXPECT_EQ(words("", counter_type::rawcount).stem, "counter_6");
  EXPECT_EQ(words("%", counter_type::rawcount).stem, "counter_6");
  EXPECT_EQ(words("/sec", counter_type::counter).stem, "value");
}

TEST(MetricName, IsValidForEveryNameOfWindows) {
  for (const auto& each : base_names())
    for (const auto type : {counter_type::rawcount, counter_type::counter, counter_type::timer_100ns_inv}) {
      const auto out = words_of(each.text, each.index, describe_counter_type(type));
      const std::string name = join_words({"perfdata", out.stem, out.unit});
      EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), std::string::npos)
          << each.text;
      EXPECT_EQ(name.find("__"), std::string::npos) << each.text;
      EXPECT_NE(name, "perfdata") << each.text;
    }
}

}  // namespace
}  // namespace perfdata::fleet
