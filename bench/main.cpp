// perfdata_bench                      checks, measures and prints the table; takes Google Benchmark's options
// too
//   --result FILE                     keeps what was measured as JSON
//   --baseline FILE                   an earlier result: exit code 1 when something got slower, three times
//   of three
// perfdata_bench --check [SIZE…]      checks only, all sizes or those named
#include <algorithm>
#include <bench/baseline.hpp>
#include <bench/equality.hpp>
#include <bench/ratio_table.hpp>
#include <bench/workloads.hpp>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <exception>
#include <fmt/format.h>
#include <span>
#include <string>
#include <string_view>

namespace perfdata::bench {
namespace {

std::string_view to_view(const char* text) {
  return text;
}

bool all_equal(const std::vector<server_data>& all) {
  bool equal = true;
  for (const auto& data : all) {
    const auto found = differences(data);
    for (const auto& difference : found) fmt::print(stderr, "{}: {}\n", data.size, difference);
    equal = equal && found.empty();
    fmt::print(stderr, "{:>6}: {} values, {} names, {} titles: {}\n", data.size, data.values, data.names,
               data.title_count, found.empty() ? "equal to the plain reader" : "NOT EQUAL");
  }
  return equal;
}

void time_passes(benchmark::State& state, const workload& work, const server_data& data) {
  scratch kept;
  for ([[maybe_unused]] auto round : state) benchmark::DoNotOptimize(work.run(data, kept));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(work.bytes(data)));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(work.items(data)));
}

void register_one(const workload& work, const server_data& data) {
#ifndef __clang_analyzer__  // takes what Google Benchmark keeps in a list of its own for a leak
  benchmark::RegisterBenchmark(benchmark_name(work, data).c_str(),
                               [&](benchmark::State& state) { time_passes(state, work, data); });
#endif
}

void register_all(const std::vector<server_data>& all) {
  for (const auto& data : all)
    for (const auto& work : workloads()) register_one(work, data);
}

// Takes "--name VALUE" out of the arguments; empty when it is not among them.
std::string take_option(std::vector<std::string>& arguments, std::string_view name) {
  const auto found = std::ranges::find(arguments, name);
  if (found == arguments.end() || found + 1 == arguments.end()) return {};
  std::string value = *(found + 1);
  arguments.erase(found, found + 2);
  return value;
}

// Repetitions of all benchmarks in random order, so that a yardstick and what it measures meet the same
// weather. Options of the caller come later and win.
bool initialize(const std::vector<std::string>& given) {
  std::vector<std::string> options{"perfdata_bench", "--benchmark_repetitions=9",
                                   "--benchmark_enable_random_interleaving=true",
                                   "--benchmark_min_time=0.05"};
  options.insert(options.end(), given.begin(), given.end());
  std::vector<char*> arguments;
  for (auto& option : options) arguments.push_back(option.data());
  auto total = static_cast<int>(arguments.size());
  benchmark::Initialize(&total, arguments.data());
  return !benchmark::ReportUnrecognizedArguments(total, arguments.data());
}

std::vector<measured_ratio> measure_again(const std::vector<server_data>& all,
                                          const std::vector<slower_row>& slower) {
  ratio_table table(all);
  benchmark::RunSpecifiedBenchmarks(&table, filter_for(slower));
  return table.ratios();
}

// What one try finds slower may be the machine's weather; what three of three find is not.
int hold_against(const std::string& baseline, const std::vector<server_data>& all,
                 const std::vector<measured_ratio>& measured) {
  const auto before = read_ratios(baseline);
  auto slower = find_slower(before, measured);
  for (int attempt = 2; attempt <= 3 && !slower.empty(); ++attempt) {
    fmt::print(stderr, "{} operations seem slower than {}; try {} of 3\n", slower.size(), baseline, attempt);
    slower = find_slower(before, measure_again(all, slower));
  }
  for (const auto& row : slower)
    fmt::print(stderr, "slower: {} takes {:.2f} x {}, {:.2f} x before: {:+.0f} %\n", row.now.name,
               row.now.ratio, row.now.yardstick, row.before, (row.now.ratio / row.before - 1) * 100);
  if (slower.empty()) fmt::print(stderr, "nothing got slower than {}\n", baseline);
  return slower.empty() ? 0 : 1;
}

int measure(const std::vector<server_data>& all, std::vector<std::string> arguments) {
  const std::string result = take_option(arguments, "--result");
  const std::string baseline = take_option(arguments, "--baseline");
  if (!initialize(arguments)) return 2;
  register_all(all);
  ratio_table table(all);
  benchmark::RunSpecifiedBenchmarks(&table);
  const auto measured = table.ratios();
  if (!result.empty()) write_ratios(result, measured);
  return baseline.empty() ? 0 : hold_against(baseline, all, measured);
}

std::vector<server_data> build_all(std::span<char* const> sizes) {
  std::vector<server_data> all;
  for (const auto& shape : {test::server_64_kib, test::server_1_mib, test::server_16_mib})
    if (sizes.empty() || std::ranges::find(sizes, shape.name, to_view) != sizes.end())
      all.push_back(build_server_data(shape));
  return all;
}

int run(int count, char** arguments) {
  const std::span<char* const> words(arguments, static_cast<std::size_t>(count));
  const bool check_only = words.size() > 1 && to_view(words[1]) == "--check";
  const auto all = build_all(check_only ? words.subspan(2) : words.first(0));
  if (all.empty()) {
    fmt::print(stderr, "no such size: 64KiB, 1MiB or 16MiB\n");
    return 2;
  }
  if (!all_equal(all)) return 1;
  return check_only ? 0 : measure(all, {words.begin() + 1, words.end()});
}

}  // namespace
}  // namespace perfdata::bench

int main(int count, char** arguments) try {
  return perfdata::bench::run(count, arguments);
} catch (const std::exception& failure) {
  std::fprintf(stderr, "perfdata_bench: %s\n", failure.what());
  return 1;
}
