// The identity that every real Windows block with a _Total row obeys, on the running system.
#include "machine_block.hpp"

#include <gtest/gtest.h>
#include <set>

#include <perfdata/connection/this_machine.hpp>

namespace perfdata {
namespace {

struct total_case {
  std::uint32_t object;
  std::set<std::uint32_t> averaged;
  std::set<std::uint32_t> zero;
  std::set<std::uint32_t> object_time;
};

void PrintTo(const total_case& shown, std::ostream* out) {
  *out << "object " << shown.object;
}

class TotalRow : public testing::TestWithParam<total_case> {};

TEST_P(TotalRow, IsWhatWindowsMakesOfTheOtherRows) {
  const auto& expected = GetParam();
  auto machine = open_this_machine();
  ASSERT_TRUE(machine);
  const machine_block block(**machine, std::to_string(expected.object));
  const auto object = block.object(expected.object);
  ASSERT_TRUE(object);
  std::vector<instance_definition> rows;
  for (const auto instance : object->instances()) rows.push_back(instance);
  if (rows.empty()) GTEST_SKIP() << "this machine has no instance of object " << expected.object;
  const auto total = rows.back();
  ASSERT_EQ(to_utf8(total.name()), "_Total");
  rows.pop_back();
  for (const auto counter : object->counters()) {
    std::uint64_t sum = 0;
    for (const auto& row : rows) sum += *row.value(counter);
    if (counter.size() == 4) sum &= 0xFFFFFFFF;
    const auto title = counter.title_index();
    // Few enough rows here for the sum of time stamps to fit.
    std::uint64_t wanted = expected.averaged.contains(title) ? sum / rows.size() : sum;
    if (expected.zero.contains(title)) wanted = 0;
    if (expected.object_time.contains(title)) wanted = static_cast<std::uint64_t>(object->perf_time());
    EXPECT_EQ(total.value(counter), wanted) << title << (counter.is_base() ? " base" : "");
  }
}

INSTANTIATE_TEST_SUITE_P(ThisMachine, TotalRow,
                         testing::Values(total_case{238, {6, 142, 144, 696, 698, 1746}, {}, {}},
                                         total_case{234, {200, 202, 204, 1482}, {}, {}},
                                         total_case{236, {200, 202, 204, 1482}, {}, {}},
                                         total_case{230, {}, {682, 784, 1410}, {684}},
                                         total_case{232, {}, {46, 682, 694, 784, 804}, {684}},
                                         total_case{700, {}, {}, {}}),
                         [](const auto& of) { return "Object" + std::to_string(of.param.object); });

}  // namespace
}  // namespace perfdata
