// What a source answers wrongly is found: its names, one object, all of them, each of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/support/scripted_source.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/collect/diagnose_counters.hpp>

using namespace perfdata;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

byte_buffer block_of(std::initializer_list<std::uint32_t> indexes) {
  block_builder block({.system_name = "SCRIPT", .perf_time = 1, .perf_freq = 10, .perf_time_100ns = 1});
  for (const auto index : indexes) {
    auto object = block.add_object({.title_index = index, .has_instances = false});
    const auto counter = object.add_counter({.title_index = 6, .type = counter_type::large_rawcount});
    object.only_instance().set(counter, index);
  }
  return block.finish();
}

byte_buffer title_names() {
  title_table_builder table;
  table.add(1, "1847");
  table.add(2, "System");
  table.add(238, "Processor");
  return table.finish();
}

class DiagnoseCounters : public testing::Test {
 protected:
  DiagnoseCounters() {
    source_.answer("Counter 009", title_names());
    source_.answer("Global", block_of({238, 2}));
    source_.answer("238", block_of({238}));
    source_.answer("2", block_of({2}));
  }
  test::scripted_source source_;
};

TEST_F(DiagnoseCounters, HealthySourceIsWellAndToldInOrder) {
  std::vector<std::string> told;
  const auto found = diagnose_counters(
      source_, [&](const diagnosis_step& one) { told.push_back(one.name); },
      [&](const diagnosed_object& one) { told.push_back(one.name); });
  EXPECT_THAT(told, ElementsAre("Counter 009", "query 238", "Global", "System", "Processor"));
  for (const auto& one : found.steps) EXPECT_EQ(one.state, step_state::ok) << one.name;
  ASSERT_EQ(found.objects.size(), 2U);
  EXPECT_EQ(found.objects[1].counters, 1U);
  EXPECT_EQ(found.objects[1].instances, 1U);
  EXPECT_GT(found.objects[1].bytes, 64U);
  EXPECT_EQ(found.steps[0].detail.find("3 names"), 0U) << found.steps[0].detail;
}

TEST_F(DiagnoseCounters, NamesThatAreMissingNameLodctr) {
  source_.answer("Counter 009", {});
  const auto found = diagnose_counters(source_, {}, {});
  ASSERT_TRUE(found.steps[0].failed);
  EXPECT_THAT(found.steps[0].failed->advice, HasSubstr("lodctr /R"));
  EXPECT_EQ(found.steps[1].state, step_state::ok);
  EXPECT_EQ(found.objects[0].name, "#2");
}

TEST_F(DiagnoseCounters, BlockWithoutTheObjectNamesTheSwitch) {
  source_.answer("238", block_of({}));
  const auto found = diagnose_counters(source_, {}, {});
  ASSERT_TRUE(found.steps[1].failed);
  EXPECT_THAT(found.steps[1].failed->advice, HasSubstr("Disable Performance Counters"));
  EXPECT_EQ(found.objects[0].state, step_state::ok);
  ASSERT_TRUE(found.objects[1].failed);
  EXPECT_THAT(found.objects[1].failed->message, HasSubstr("did not come"));
}

TEST_F(DiagnoseCounters, RefusedAccountNamesTheGroupAndEndsTheQuestions) {
  source_.fail_next({.code = errc::access_denied, .message = "no"});
  const auto found = diagnose_counters(source_, {}, {});
  ASSERT_TRUE(found.steps[0].failed);
  EXPECT_THAT(found.steps[0].failed->advice, HasSubstr("Performance Monitor Users"));
  EXPECT_EQ(found.steps[1].state, step_state::skipped);
  EXPECT_EQ(source_.asked().size(), 1U);
  for (const auto& one : found.objects) EXPECT_EQ(one.state, step_state::skipped) << one.name;
}

TEST_F(DiagnoseCounters, GlobalThatFailsLeavesTheObjectsThatEveryWindowsHas) {
  source_.answer("Global", byte_buffer(16));
  const auto found = diagnose_counters(source_, {}, {});
  ASSERT_TRUE(found.steps[2].failed);
  EXPECT_THAT(found.steps[2].failed->advice, HasSubstr("lodctr /Q"));
  ASSERT_GT(found.objects.size(), 2U);
  EXPECT_EQ(found.objects[0].state, step_state::ok);
}

TEST_F(DiagnoseCounters, DamagedObjectIsNamedWithItsDefect) {
  byte_buffer damaged = block_of({2});
  damaged.resize(damaged.size() - 8);
  source_.answer("2", damaged);
  const auto found = diagnose_counters(source_, {}, {});
  EXPECT_EQ(found.objects[0].state, step_state::failed);
  ASSERT_TRUE(found.objects[0].failed);
  EXPECT_EQ(found.objects[1].state, step_state::ok);
}

}  // namespace
