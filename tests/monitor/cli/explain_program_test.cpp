#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/support/captured_process.hpp>

using namespace perfdata;
using testing::HasSubstr;

namespace {

test::finished explain(const std::string& path) {
  return test::run_captured({PERFDATA_PROGRAM, "explain", path});
}

TEST(ExplainProgram, ExplainedValueIsDoneAndAMissingOneFails) {
  const auto live = explain(R"(\Memory\% Committed Bytes In Use)");
  EXPECT_EQ(live.code, 0) << live.err;
  EXPECT_THAT(live.out, HasSubstr("PERF_RAW_FRACTION (0x20020400)"));
  EXPECT_THAT(live.out, HasSubstr("100 * N1 / B1"));
  const auto rate = explain(R"(\System\Context Switches/sec)");
  EXPECT_THAT(rate.out, HasSubstr("N0 = "));  // two samples were taken
  const auto none = explain(R"(\Memory\Nonsense)");
  EXPECT_EQ(none.code, 1);
  EXPECT_THAT(none.err, HasSubstr("matches nothing"));
}

}  // namespace
