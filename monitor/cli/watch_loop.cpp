#include "monitor/cli/watch_loop.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace perfdata::cli {

namespace {

using clock = std::chrono::steady_clock;

/// Whether all of them answered by then. Ends early when a signal comes.
bool wait_for(const std::vector<watched_place*>& places, clock::time_point deadline,
              const interrupt& signals) {
  constexpr std::chrono::milliseconds look_again{2};
  const auto all_answered = [&] { return std::ranges::all_of(places, &watched_place::answered); };
  while (!all_answered() && clock::now() < deadline)
    if (signals.wait_until(clock::now() + look_again)) break;
  return all_answered();
}

std::vector<watched_place*> ask_all(const watched_places& places) {
  std::vector<watched_place*> asked;
  for (const auto& place : places)
    if (place->ask()) asked.push_back(place.get());
  return asked;
}

clock::time_point end_of(const std::optional<clock::duration>& patience) {
  return patience ? clock::now() + *patience : clock::time_point::max();
}

}  // namespace

void collect_all(const watched_places& places, std::optional<clock::duration> patience,
                 const interrupt& signals) {
  const bool answered = wait_for(ask_all(places), end_of(patience), signals);
  if (signals.requested() && !answered) return;
  for (const auto& place : places) place->take();
}

void collect_first(const watched_places& places, std::optional<clock::duration> patience,
                   const interrupt& signals) {
  auto waited_for = ask_all(places);
  bool any_rows = false;
  for (auto deadline = end_of(patience); !waited_for.empty() && !signals.requested();
       deadline = clock::now() + std::chrono::milliseconds(50)) {
    (void)wait_for(waited_for, deadline, signals);
    for (auto* place : waited_for) {
      if (!place->answered()) continue;
      place->take();
      any_rows = any_rows || !place->last().rows.empty();
    }
    std::erase_if(waited_for, [](const auto* place) { return place->has_answered() || place->trouble(); });
    if (any_rows) break;
  }
  for (auto* place : waited_for) place->take();  // "no answer yet"
}

watch_sample put_together(const watched_places& places, std::chrono::sys_time<hundred_ns> now) {
  watch_sample sample{.time = now};
  for (const auto& place : places) {
    if (place->is_file() && place->recorded() == nullptr) sample.time = place->last().time;
    sample.rows.insert(sample.rows.end(), place->last().rows.begin(), place->last().rows.end());
    if (const auto& trouble = place->trouble())
      sample.troubles.push_back(fmt::format("{}: {}", place->label(), trouble->message));
    else
      for (const auto& missing : place->last().left_out)
        sample.troubles.push_back(fmt::format("{}: {}", place->label(), left_out_text(missing)));
  }
  return sample;
}

}  // namespace perfdata::cli
