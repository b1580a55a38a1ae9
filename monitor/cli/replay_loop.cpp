#include "monitor/cli/replay_loop.hpp"

#include <algorithm>

#include <perfdata/connection/timeline.hpp>

namespace perfdata::cli {
namespace {

using moment = timeline::moment;
using place_list = std::vector<watched_place*>;

// A sample ends where a host would come for the second time.
place_list next_together(const watched_places& places) {
  std::optional<moment> earliest;
  std::optional<moment> limit;
  for (const auto& place : places) {
    const auto next = place->recorded()->upcoming();
    if (!next) continue;
    if (!earliest || *next < *earliest) earliest = next;
    if (const auto after = place->recorded()->after_upcoming(); after && (!limit || *after < *limit))
      limit = after;
  }
  place_list together;
  for (const auto& place : places) {
    const auto next = place->recorded()->upcoming();
    if (next && (next == earliest || !limit || *next < *limit)) together.push_back(place.get());
  }
  return together;
}

moment earliest_of(const place_list& places) {
  moment earliest = moment::max();
  for (const auto* place : places)
    if (const auto at = place->recorded()->current()) earliest = std::min(earliest, *at);
  return earliest;
}

void collect(const watched_places& places, const place_list& together, const interrupt& signals) {
  for (auto* place : together) place->ask();
  const auto all_answered = [&] { return std::ranges::all_of(together, &watched_place::answered); };
  while (!all_answered() &&
         !signals.wait_until(std::chrono::steady_clock::now() + std::chrono::microseconds(200)))
    continue;
  for (const auto& place : places)
    if (std::ranges::find(together, place.get()) != together.end())
      place->take();
    else
      place->miss("nothing was recorded at this moment");
}

void skip_to(const watched_places& places, moment time) {
  for (const auto& place : places)
    if (const auto after = place->recorded()->after_upcoming(); after && *after <= time)
      place->recorded()->seek(time);
}

// All places were asked for their first moment; those of which it lies later are asked again when it comes.
place_list begin_together(const watched_places& places) {
  place_list all;
  std::optional<moment> limit;
  for (const auto& place : places) {
    all.push_back(place.get());
    if (const auto next = place->recorded()->upcoming(); next && (!limit || *next < *limit)) limit = next;
  }
  const auto earliest = earliest_of(all);
  place_list together;
  for (auto* place : all) {
    const auto at = place->recorded()->current();
    if (!at || *at == earliest || !limit || *at < *limit) {
      together.push_back(place);
      continue;
    }
    place->miss("nothing was recorded yet");
    place->recorded()->seek(*at);
  }
  return together;
}

}  // namespace

bool are_recorded(const watched_places& places) {
  return std::ranges::any_of(places, [](const auto& place) { return place->recorded() != nullptr; });
}

result<void> replay(const watched_places& places, const replay_pace& pace, const interrupt& signals,
                    const std::function<result<void>(const watch_sample&)>& write) {
  using clock = std::chrono::steady_clock;
  auto together = begin_together(places);
  const auto began = clock::now();
  const moment first = earliest_of(together);
  for (std::uint64_t samples = 1;; ++samples) {
    const moment now = earliest_of(together);
    if (pace.speed) {
      const std::chrono::duration<double> recorded = now - first;
      if (signals.wait_until(began + std::chrono::duration_cast<clock::duration>(recorded / *pace.speed)))
        return {};
    }
    if (auto written = write(put_together(places, now)); !written) return written;
    if (samples == pace.count || signals.requested()) return {};
    if (pace.interval) skip_to(places, now + std::chrono::floor<hundred_ns>(*pace.interval));
    together = next_together(places);
    if (together.empty()) return {};
    collect(places, together, signals);
    if (signals.requested()) return {};
  }
}

}  // namespace perfdata::cli
