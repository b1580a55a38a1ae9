#include "monitor/cli/watch_loop.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace perfdata::cli {

void collect_all(const watched_places& places, std::optional<std::chrono::steady_clock::duration> patience,
                 const interrupt& signals) {
  using clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds look_again{2};
  const auto deadline = patience ? clock::now() + *patience : clock::time_point::max();
  std::vector<watched_place*> waited_for;
  for (const auto& place : places)
    if (place->ask()) waited_for.push_back(place.get());
  const auto all_answered = [&] { return std::ranges::all_of(waited_for, &watched_place::answered); };
  while (!all_answered() && clock::now() < deadline)
    if (signals.wait_until(clock::now() + look_again)) break;
  if (signals.requested() && !all_answered()) return;
  for (const auto& place : places) place->take();
}

watch_sample put_together(const watched_places& places, std::chrono::sys_time<hundred_ns> now) {
  watch_sample sample{.time = now};
  for (const auto& place : places) {
    if (place->is_file()) sample.time = place->last().time;
    sample.rows.insert(sample.rows.end(), place->last().rows.begin(), place->last().rows.end());
    if (const auto& trouble = place->trouble())
      sample.troubles.push_back(fmt::format("{}: {}", place->label(), trouble->message));
  }
  return sample;
}

}  // namespace perfdata::cli
