#include "monitor/cli/provenance_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/cook/cook.hpp>

using namespace perfdata;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

row committed() {
  row shown{.path = R"(\\H\Memory\% Committed Bytes In Use)",
            .object_index = 4,
            .counter_index = 1406,
            .default_scale = 0};
  shown.newer = {
      .type = counter_type::raw_fraction, .size = 4, .value = 155654, .base = 369342, .base_size = 4};
  shown.cooked = cook(nullptr, shown.newer);
  return shown;
}

TEST(ProvenanceText, EveryNumberThatWentInIsThere) {
  EXPECT_THAT(cli::provenance_lines(committed(), "What is promised."),
              ElementsAre(R"(\\H\Memory\% Committed Bytes In Use)", "  value         42.14359590839926 %",
                          "  type          PERF_RAW_FRACTION (0x20020400), 4 bytes",
                          "  raw           N1 = 155654", "  base          B1 = 369342",
                          "  formula       100 * N1 / B1", "  with numbers  100 * 155654 / 369342",
                          "  default scale 10^0", "  title index   1406 of object 4",
                          "  help          What is promised.", HasSubstr("calculating-counter-values")));
}

TEST(ProvenanceText, AValueThatIsNotThereSaysWhy) {
  row shown = committed();
  shown.newer.base = 0;
  shown.cooked = cook(nullptr, shown.newer);
  EXPECT_THAT(cli::provenance_lines(shown, {}), Contains("  value         none: base is 0"));
}

TEST(ProvenanceText, TimersTellTheirClockAndItsSpan) {
  row shown = committed();
  const auto sample = [](std::uint64_t value, std::int64_t time) {
    return counter_sample{
        .type = counter_type::timer_100ns, .size = 8, .value = value, .clocks = {.perf_time_100ns = time}};
  };
  shown.older = sample(100, 1000);
  shown.newer = sample(600, 11'000);
  shown.cooked = cook(&*shown.older, shown.newer);
  EXPECT_THAT(
      cli::provenance_lines(shown, {}),
      Contains("  time base     D0 = 1000  D1 = 11000  F = 10000000 ticks a second of PerfTime100nSec of the "
               "block, 0.001000 s apart"));
}

}  // namespace
