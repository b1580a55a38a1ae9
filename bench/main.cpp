// perfdata_bench                      compares, measures and prints the table; takes Google Benchmark's
// options too
//   --check                           exit code 1 when a "must" is missed or, with --baseline, an operation
//   got
//                                     slower: three times of three
//   --baseline FILE                   an earlier result
//   --result FILE                     keeps what was measured as JSON
// perfdata_bench --equality [SIZE…]   compares only, all sizes or those named
#include <algorithm>
#include <bench/allocation_check.hpp>
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
  (void)work.run(data, kept);  // what is kept from round to round is there
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
    for (const auto& work : workloads())
      if (applies(work, data)) register_one(work, data);
}

bool take_flag(std::vector<std::string>& arguments, std::string_view name) {
  return std::erase(arguments, name) != 0;
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
  static std::vector<std::string> options;  // Google Benchmark keeps a pointer to the first
  options = {"perfdata_bench", "--benchmark_repetitions=15", "--benchmark_enable_random_interleaving=true",
             "--benchmark_min_time=0.02"};
  options.insert(options.end(), given.begin(), given.end());
  std::vector<char*> arguments;
  arguments.reserve(options.size());
  for (auto& option : options) arguments.push_back(option.data());
  auto total = static_cast<int>(arguments.size());
  benchmark::Initialize(&total, arguments.data());
  return !benchmark::ReportUnrecognizedArguments(total, arguments.data());
}

// What a table finds fault with, of what was at fault before; the first time, of everything.
struct faults {
  std::vector<slower_row> slower{};
  std::vector<missed_goal> missed{};

  [[nodiscard]] bool empty() const noexcept { return slower.empty() && missed.empty(); }
  [[nodiscard]] std::string filter() const {
    auto rows = slower;
    for (const auto& each : missed) {
      const auto against = each.yardstick.empty() ? std::string(naive_name) : each.yardstick;
      rows.push_back({{.name = each.name, .yardstick = against}, 0});
    }
    return filter_for(rows);
  }
};

faults find_faults(const ratio_table& table, const std::vector<measured_ratio>& baseline) {
  return {find_slower(baseline, table.ratios()), table.missed()};
}

void keep_common(faults& before, const faults& now) {
  std::erase_if(before.slower, [&](const slower_row& row) {
    return std::ranges::none_of(now.slower, [&](const slower_row& r) { return r.now.name == row.now.name; });
  });
  std::erase_if(before.missed, [&](const missed_goal& row) {
    return std::ranges::find(now.missed, row.name, &missed_goal::name) == now.missed.end();
  });
}

// What one try finds may be the machine's weather; what three of three find is not.
int judge(const std::vector<server_data>& all, const ratio_table& first,
          const std::vector<measured_ratio>& baseline) {
  auto found = find_faults(first, baseline);
  for (int attempt = 2; attempt <= 3 && !found.empty(); ++attempt) {
    fmt::print(stderr, "{} operations seem slower than before, {} too slow; try {} of 3\n",
               found.slower.size(), found.missed.size(), attempt);
    ratio_table again(all);
    benchmark::RunSpecifiedBenchmarks(&again, found.filter());
    keep_common(found, find_faults(again, baseline));
  }
  for (const auto& row : found.slower)
    fmt::print(stderr, "slower: {} takes {:.2f} x {}, {:.2f} x before: {:+.0f} %\n", row.now.name,
               row.now.ratio, row.now.yardstick, row.before, (row.now.ratio / row.before - 1) * 100);
  for (const auto& row : found.missed)
    fmt::print(stderr, "missed: {}: {:.3g}, must {:.3g}\n", row.name, row.figure, row.must);
  if (found.empty()) fmt::print(stderr, "nothing got slower, every must is reached\n");
  return found.empty() ? 0 : 1;
}

int measure(const std::vector<server_data>& all, std::vector<std::string> arguments) {
  const bool check = take_flag(arguments, "--check");
  const std::string result = take_option(arguments, "--result");
  const std::string baseline = take_option(arguments, "--baseline");
  if (!initialize(arguments)) return 2;
  const bool frugal = check_allocations(all);
  register_all(all);
  ratio_table table(all);
  benchmark::RunSpecifiedBenchmarks(&table);
  if (!result.empty()) write_ratios(result, table.ratios());
  if (!check) return 0;
  const auto before = baseline.empty() ? std::vector<measured_ratio>{} : read_ratios(baseline);
  const int judged = judge(all, table, before);
  return frugal ? judged : 1;
}

std::vector<server_data> build_all(std::span<char* const> sizes) {
  std::vector<server_data> all;
  const auto wanted = [&](std::string_view name) {
    return sizes.empty() || std::ranges::find(sizes, name, to_view) != sizes.end();
  };
  for (const auto& shape :
       {test::server_64_kib, test::server_1_mib, test::server_16_mib, test::server_64_mib})
    if (wanted(shape.name)) all.push_back(build_server_data(shape));
  if (!wanted(captures_name)) return all;
  if (auto real = read_captures(); !real.captures.empty())
    all.push_back(std::move(real));
  else
    fmt::print(stderr, "skipped: no captures of real machines beside the checkout\n");
  return all;
}

int run(int count, char** arguments) {
  const std::span<char* const> words(arguments, static_cast<std::size_t>(count));
  const bool equality_only = words.size() > 1 && to_view(words[1]) == "--equality";
  const auto all = build_all(equality_only ? words.subspan(2) : words.first(0));
  if (all.empty()) {
    fmt::print(stderr, "no such size: 64KiB, 1MiB, 16MiB, 64MiB or captures\n");
    return 2;
  }
  if (!all_equal(all)) return 1;
  return equality_only ? 0 : measure(all, {words.begin() + 1, words.end()});
}

}  // namespace
}  // namespace perfdata::bench

int main(int count, char** arguments) try {
  return perfdata::bench::run(count, arguments);
} catch (const std::exception& failure) {
  std::fprintf(stderr, "perfdata_bench: %s\n", failure.what());
  return 1;
}
