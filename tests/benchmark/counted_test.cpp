#include <benchmark/benchmark.h>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tests/support/scripted_source.hpp>

#include <perfdata/benchmark/counted.hpp>
#include <perfdata/build/block_builder.hpp>

using namespace perfdata;
using testing::HasSubstr;

namespace {

/// A machine on which each question is a second and 500 context switches after the one before.
class ticking_source final : public counter_source {
 public:
  result<void> query(std::string_view value_name, byte_buffer& answer) override {
    if (value_name != "2") {
      title_table_builder titles;
      titles.add(2, "System");
      titles.add(146, "Context Switches/sec");
      answer = titles.finish();
      return {};
    }
    if (++asked > answers) return failure({.code = errc::connection_lost, .message = "it went away"});
    block_builder builder({.system_name = "H", .perf_time = 100 * asked, .perf_freq = 100});
    auto object = builder.add_object({.title_index = 2, .has_instances = false});
    const auto switches = object.add_counter({.title_index = 146, .type = counter_type::counter});
    object.only_instance().set(switches, static_cast<std::uint64_t>(500 * asked));
    answer = builder.finish();
    return {};
  }
  std::string machine() const override { return "H"; }

  std::int64_t asked = 0;
  std::int64_t answers = 1000;
};

nlohmann::json run_benchmark(const std::function<void(benchmark::State&)>& body) {
  benchmark::ClearRegisteredBenchmarks();
  benchmark::RegisterBenchmark("it", body)->Iterations(3);
  std::ostringstream text;
  benchmark::JSONReporter reporter;
  reporter.SetOutputStream(&text);
  reporter.SetErrorStream(&text);
  benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::ClearRegisteredBenchmarks();
  return nlohmann::json::parse(text.str())["benchmarks"][0];
}

nlohmann::json run_counted(counter_source& source, const char* path) {
  return run_benchmark([&](benchmark::State& state) {
    const counted around(state, {path}, source);
    for ([[maybe_unused]] auto round : state) {
    }
  });
}

TEST(Counted, CounterStandsInTheJsonBesideTheTimes) {
  ticking_source source;
  const auto found = run_counted(source, R"(\System\Context Switches/sec)");
  EXPECT_EQ(found[R"(\System\Context Switches/sec)"], 500.0);
  EXPECT_TRUE(found.contains("real_time"));
  EXPECT_EQ(source.asked, 2);
}

TEST(Counted, WhatCannotBeMeantIsTheBenchmarksError) {
  ticking_source source;
  for (const char* wrong : {"nonsense", R"(\No Such Object\x)", R"(\System\No Such Counter)"}) {
    const auto found = run_counted(source, wrong);
    EXPECT_EQ(found["error_occurred"], true) << wrong;
  }
  EXPECT_THAT(run_counted(source, R"(\System\No Such Counter)")["error_message"].get<std::string>(),
              HasSubstr("No Such Counter"));
}

TEST(Counted, SourceThatGoesAwayCostsTheCounterNotTheTimes) {
  ticking_source source;
  source.answers = 1;
  const auto found = run_counted(source, R"(\System\Context Switches/sec)");
  EXPECT_FALSE(found.contains(R"(\System\Context Switches/sec)"));
  EXPECT_FALSE(found.contains("error_occurred"));
}

TEST(Counted, OnlyTheFirstOfSeveralThreadsSamples) {
  ticking_source source;
  benchmark::ClearRegisteredBenchmarks();
  benchmark::RegisterBenchmark("it",
                               [&](benchmark::State& state) {
                                 const counted around(state, {R"(\System\Context Switches/sec)"}, source);
                                 for ([[maybe_unused]] auto round : state) {
                                 }
                               })
      ->Iterations(3)
      ->Threads(3);
  std::ostringstream text;
  benchmark::JSONReporter reporter;
  reporter.SetOutputStream(&text);
  reporter.SetErrorStream(&text);
  benchmark::RunSpecifiedBenchmarks(&reporter);
  benchmark::ClearRegisteredBenchmarks();
  EXPECT_EQ(nlohmann::json::parse(text.str())["benchmarks"][0][R"(\System\Context Switches/sec)"], 500.0);
  EXPECT_EQ(source.asked, 2);
}

TEST(Counted, ThisMachineIsWhatIsSampledWithoutASource) {
  const auto found = run_benchmark([](benchmark::State& state) {
    const counted around(state, {R"(\Memory\Available Bytes)"});
    for ([[maybe_unused]] auto round : state) {
    }
  });
  EXPECT_GT(found[R"(\Memory\Available Bytes)"].get<double>(), 0);
}

}  // namespace
