#include "monitor/fleet/exposition.hpp"

#include <bit>
#include <cstdlib>
#include <gtest/gtest.h>
#include <limits>

namespace perfdata::fleet {
namespace {

metric_set one_of_each() {
  metric_set set;
  set.add("perfdata_a_seconds", "Time.", metric_kind::counter, 1.5, {{"process", "x"}});
  set.families.back().unit = "seconds";
  set.add("perfdata_b", "A \"b\"\nof C:\\", metric_kind::gauge, 12345678901234567.0);
  set.add("perfdata_machine", "Who.", metric_kind::info, 1, {{"machine", "A\"B\\C\nD"}});
  return set;
}

TEST(Exposition, IsPrometheusText) {
  EXPECT_EQ(write_metrics(one_of_each(), text_format::prometheus),
            "# TYPE perfdata_a_seconds_total counter\n"
            "# HELP perfdata_a_seconds_total Time.\n"
            "perfdata_a_seconds_total{process=\"x\"} 1.5\n"
            "# TYPE perfdata_b gauge\n"
            "# HELP perfdata_b A \"b\"\\nof C:\\\\\n"
            "perfdata_b 1.2345678901234568e+16\n"
            "# TYPE perfdata_machine_info gauge\n"
            "# HELP perfdata_machine_info Who.\n"
            "perfdata_machine_info{machine=\"A\\\"B\\\\C\\nD\"} 1\n");
}

TEST(Exposition, IsOpenMetricsText) {
  EXPECT_EQ(write_metrics(one_of_each(), text_format::open_metrics),
            "# TYPE perfdata_a_seconds counter\n"
            "# UNIT perfdata_a_seconds seconds\n"
            "# HELP perfdata_a_seconds Time.\n"
            "perfdata_a_seconds_total{process=\"x\"} 1.5\n"
            "# TYPE perfdata_b gauge\n"
            "# HELP perfdata_b A \\\"b\\\"\\nof C:\\\\\n"
            "perfdata_b 1.2345678901234568e+16\n"
            "# TYPE perfdata_machine info\n"
            "# HELP perfdata_machine Who.\n"
            "perfdata_machine_info{machine=\"A\\\"B\\\\C\\nD\"} 1\n"
            "# EOF\n");
}

TEST(Exposition, LeavesOutFamiliesWithoutSeries) {
  metric_set set;
  set.families.push_back({.name = "perfdata_nothing"});
  EXPECT_EQ(write_metrics(set, text_format::prometheus), "");
}

TEST(Exposition, ANumberReadsBackAsItself) {
  for (const double value :
       {0.0, -0.0, 1.0, -3.0, 0.1, 123456789012.0, 999999999999999.0, 1e15, 1e300, 5e-324}) {
    metric_set set;
    set.add("a", "", metric_kind::gauge, value);
    const auto text = write_metrics(set, text_format::prometheus);
    const auto read = std::strtod(text.c_str() + text.rfind(' '), nullptr);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(read), std::bit_cast<std::uint64_t>(value)) << text;
  }
}

TEST(Exposition, SaysWhatIsNoNumber) {
  metric_set set;
  set.add("a", "", metric_kind::gauge, std::numeric_limits<double>::quiet_NaN());
  set.add("b", "", metric_kind::gauge, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(write_metrics(set, text_format::prometheus), "# TYPE a gauge\na NaN\n# TYPE b gauge\nb -Inf\n");
}

TEST(Exposition, RepairsTextThatIsNoUtf8) {
  metric_set set;
  set.add("a", "", metric_kind::gauge, 1, {{"x", "a\xff\x62"}});
  EXPECT_EQ(write_metrics(set, text_format::prometheus), "# TYPE a gauge\na{x=\"a\xEF\xBF\xBD\x62\"} 1\n");
}

TEST(Exposition, FormatIsTheClientsChoice) {
  EXPECT_EQ(format_for("application/openmetrics-text;version=1.0.0,text/plain;q=0.5"),
            text_format::open_metrics);
  EXPECT_EQ(format_for("*/*"), text_format::prometheus);
}

}  // namespace
}  // namespace perfdata::fleet
