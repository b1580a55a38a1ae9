#include "monitor/cli/row_text.hpp"

#include "monitor/cli/row_table.hpp"
#include "monitor/core/utc_time.hpp"

#include <gtest/gtest.h>
#include <limits>
#include <nlohmann/json.hpp>

using namespace perfdata;
using namespace perfdata::cli;

namespace {

row shown(std::optional<double> value, counter_type type = counter_type::rawcount,
          cooked_status status = cooked_status::ok) {
  row out{.path = R"(\\HOST\Object(a)\Counter)", .object = "Object", .instance = "a", .counter = "Counter"};
  out.newer.type = type;
  out.cooked = {value, value ? status : status == cooked_status::ok ? cooked_status::first_sample : status};
  return out;
}

TEST(RowText, WholeNumbersAreWholeAndOthersHaveThreeDecimals) {
  EXPECT_EQ(value_of(shown(674)), "674");
  EXPECT_EQ(value_of(shown(0)), "0");
  EXPECT_EQ(value_of(shown(33546240.0 * 1024)), "34351349760");
  EXPECT_EQ(value_of(shown(2.0 / 3)), "0.667");
  EXPECT_EQ(value_of(shown(1e300)), "1e+300");
}

TEST(RowText, NoValueIsADashAndTheReasonInWords) {
  const row missing = shown(std::nullopt);
  EXPECT_EQ(value_of(missing), "-");
  EXPECT_EQ(remark_of(missing), to_string(cooked_status::first_sample));
  EXPECT_EQ(remark_of(shown(1)), "");
}

TEST(RowText, HexTypesAreHex) {
  row hex = shown(3735928559.0, counter_type::rawcount_hex);
  hex.newer.value = 0xDEADBEEF;
  EXPECT_EQ(value_of(hex), "0xDEADBEEF");
}

TEST(RowText, UnitFollowsTheType) {
  EXPECT_EQ(unit_of(shown(1, counter_type::timer_100ns)), "%");
  EXPECT_EQ(unit_of(shown(1, counter_type::counter)), "/s");
  EXPECT_EQ(unit_of(shown(1, counter_type::text)), "");
}

TEST(RowText, JsonHasNoNumberWithoutAValue) {
  const auto json = row_as_json(shown(std::nullopt));
  EXPECT_TRUE(json["value"].is_null());
  EXPECT_EQ(json["machine"], "HOST");
  EXPECT_EQ(json["instance"], "a");
  EXPECT_EQ(row_as_json(shown(2.5))["value"], 2.5);
  EXPECT_TRUE(row_as_json(shown(std::numeric_limits<double>::infinity()))["value"].is_null());
}

TEST(RowText, TimeIsIso8601InUtc) {
  EXPECT_EQ(utc_time(from_filetime(131291624803022616)), "2017-01-17T21:34:40.302Z");
  EXPECT_EQ(utc_time(from_filetime(0)), "1601-01-01T00:00:00.000Z");
}

TEST(RowTable, ValuesAreAlignedOnTheRight) {
  auto wide = shown(123456);
  wide.path = "\\\\HOST\\\xC3\x84(a)\\Counter";
  const std::vector<row> rows{shown(1, counter_type::timer_100ns), wide};
  const auto lines = table_lines(rows);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], R"(\\HOST\Object(a)\Counter       1 %)");
  EXPECT_EQ(lines[1], "\\\\HOST\\\xC3\x84(a)\\Counter       123456");
}

TEST(RowTable, NameCannotSteerTheTerminal) {
  auto hostile = shown(1);
  hostile.path = "\\\\HOST\\\x1B[2J\\C";
  EXPECT_EQ(table_lines(std::vector{hostile})[0].find('\x1B'), std::string::npos);
}

}  // namespace
