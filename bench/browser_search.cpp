// A keystroke in the window's browser: names found among 50,000 instances and 1,000 counters with explain
// texts.
#include "monitor/core/search/catalog_search.hpp"

#include <benchmark/benchmark.h>
#include <string>

namespace {

using namespace perfdata;
using namespace perfdata::monitor;

std::shared_ptr<const catalog> large_catalog() {
  constexpr const char* names[] = {"svchost", "sqlservr", "chrome", "w3wp", "Idle Worker", "backup-agent"};
  auto listed = std::make_shared<catalog>();
  for (int i = 0; i < 50; ++i) {
    catalog_object object{.name = "Object Number " + std::to_string(i), .has_instances = true};
    for (int c = 0; c < 20; ++c)
      object.counters.push_back({.name = "% Counter Time of Part " + std::to_string(c),
                                 .help = "What part " + std::to_string(c) +
                                         " of the object took of the time that passed between two samples, "
                                         "in per cent of all processors together."});
    for (int n = 0; n < 1000; ++n)
      object.instances.push_back(std::string(names[n % 6]) + "#" + std::to_string(n));
    listed->objects.push_back(std::move(object));
  }
  return listed;
}

/// Argument: how many letters are typed; each is searched for.
void typed(benchmark::State& state) {
  static const auto listed = large_catalog();
  catalog_search search(listed);
  const std::string text =
      std::string("sqlservr#31 time part 7").substr(0, static_cast<std::size_t>(state.range(0)));
  std::size_t found = 0;
  for ([[maybe_unused]] auto round : state) {
    state.PauseTiming();
    (void)search.find("");
    state.ResumeTiming();
    found = search.find(text).size();
    benchmark::DoNotOptimize(found);
  }
  if (found == 0) state.SkipWithError("nothing was found");
}
BENCHMARK(typed)->Arg(1)->Arg(3)->Arg(8)->Arg(16)->Arg(23)->Unit(benchmark::kMillisecond);

/// Nothing fits, so that typing mistakes are looked for as well.
void mistyped(benchmark::State& state) {
  static const auto listed = large_catalog();
  catalog_search search(listed);
  for ([[maybe_unused]] auto round : state) {
    state.PauseTiming();
    (void)search.find("");
    state.ResumeTiming();
    if (!search.find("sqlzzrvr").empty()) state.SkipWithError("something was found");
  }
}
BENCHMARK(mistyped)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
