// Counters beside a benchmark's times: run it with --benchmark_out=FILE, and its JSON has them.
#include <algorithm>
#include <benchmark/benchmark.h>
#include <random>
#include <vector>

#include <perfdata/benchmark/counted.hpp>

namespace {

std::vector<int> numbers(std::size_t count) {
  std::mt19937 random(1);
  std::vector<int> all(count);
  std::ranges::generate(all, random);
  return all;
}

void sort_numbers(benchmark::State& state) {
  const auto unsorted = numbers(static_cast<std::size_t>(state.range(0)));
  // Sampled here and where it goes, outside the loop that is timed.
  const perfdata::counted around(
      state, {R"(\System\Context Switches/sec)", R"(\Processor(_Total)\% Processor Time)"});
  for ([[maybe_unused]] auto round : state) {
    auto copy = unsorted;
    std::ranges::sort(copy);
    benchmark::DoNotOptimize(copy.data());
  }
}
BENCHMARK(sort_numbers)->Arg(1000)->Arg(100'000);

}  // namespace

BENCHMARK_MAIN();
