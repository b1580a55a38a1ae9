#include "monitor/cli/replay_loop.hpp"

#include <algorithm>

#include <perfdata/connection/timeline.hpp>

namespace perfdata::cli {
namespace {

using moment = timeline::moment;
using place_list = std::vector<watched_place*>;

// When the host would come for the second time: as recorded, or as far off as its last two were.
std::optional<moment> after(timeline& recorded) {
  if (const auto known = recorded.after_upcoming()) return known;
  const auto next = recorded.upcoming();
  const auto current = recorded.current();
  return next && current && *next > *current ? std::optional(*next + (*next - *current)) : std::nullopt;
}

// A sample ends where a host would come for the second time.
place_list next_together(const place_list& places, moment not_before) {
  std::optional<moment> earliest;
  std::optional<moment> limit;
  const auto upcoming = [&](timeline& recorded) {
    const auto next = recorded.upcoming();
    return next && *next >= not_before ? next : std::nullopt;
  };
  for (auto* place : places) {
    const auto next = upcoming(*place->recorded());
    if (!next) continue;
    if (!earliest || *next < *earliest) earliest = next;
    if (const auto later = after(*place->recorded()); later && (!limit || *later < *limit)) limit = later;
  }
  place_list together;
  for (auto* place : places) {
    const auto next = upcoming(*place->recorded());
    if (next && (next == earliest || !limit || *next < *limit)) together.push_back(place);
  }
  return together;
}

moment earliest_of(const place_list& places) {
  moment earliest = moment::max();
  for (const auto* place : places)
    if (const auto at = place->recorded()->current()) earliest = std::min(earliest, *at);
  return earliest;
}

void collect(const place_list& places, const place_list& together, const interrupt& signals) {
  for (auto* place : together) place->ask();
  const auto all_answered = [&] { return std::ranges::all_of(together, &watched_place::answered); };
  while (!all_answered() &&
         !signals.wait_until(std::chrono::steady_clock::now() + std::chrono::microseconds(200)))
    continue;
  for (auto* place : places)
    if (std::ranges::find(together, place) != together.end())
      place->take();
    else
      place->miss("nothing was recorded at this moment");
}

// seek() leads to the last moment before, so one more may have to go; the last of all cannot.
void skip_to(const place_list& places, moment time) {
  for (const auto* place : places) {
    timeline& recorded = *place->recorded();
    if (const auto later = recorded.after_upcoming(); later && *later <= time) recorded.seek(time);
    const auto next = recorded.upcoming();
    const auto later = recorded.after_upcoming();
    if (next && *next < time && later) recorded.seek(*later);
  }
}

// All places were asked for their first moment; those of which it lies later are asked again when it comes.
place_list begin_together(const place_list& places) {
  std::optional<moment> limit;
  for (const auto* place : places)
    if (const auto next = place->recorded()->upcoming(); next && (!limit || *next < *limit)) limit = next;
  const auto earliest = earliest_of(places);
  place_list together;
  for (auto* place : places) {
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

result<void> replay(const watched_places& all, const replay_pace& pace, const interrupt& signals,
                    const std::function<result<void>(const watch_sample&)>& write) {
  using clock = std::chrono::steady_clock;
  place_list places;
  for (const auto& place : all)
    if (place->recorded() != nullptr) places.push_back(place.get());
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
    if (auto written = write(put_together(all, now)); !written) return written;
    if (samples == pace.count || signals.requested()) return {};
    // A clock that ran a little short still makes a whole interval.
    const auto not_before =
        pace.interval ? now + std::chrono::floor<hundred_ns>(*pace.interval * 19 / 20) : moment::min();
    if (pace.interval) skip_to(places, not_before);
    together = next_together(places, not_before);
    if (together.empty()) return {};
    collect(places, together, signals);
    if (signals.requested()) return {};
  }
}

}  // namespace perfdata::cli
