// The clockwork of `perfdata watch` on recordings: moments instead of ticks.
#pragma once

#include "monitor/cli/watch_loop.hpp"

#include <chrono>
#include <functional>
#include <optional>

#include <perfdata/base/clock.hpp>

namespace perfdata::cli {

/// How to go through a recording. A value.
struct replay_pace {
  std::optional<std::chrono::steady_clock::duration>
      interval{};                 ///< least distance of two samples, but for a twentieth; none: every one
  std::optional<double> speed{};  ///< recorded seconds a second; none: no waiting
  std::uint64_t count = 0;        ///< samples; 0: to the end
};

/// Whether there is a recording among them; it goes through its moments then, and the others stay as they
/// are.
[[nodiscard]] bool are_recorded(const watched_places& places);

/// Goes through what is recorded, from what the places hold already: hosts that were sampled together come
/// together, and one that was not is stale. `write` gets each sample with its recorded time; its failure ends
/// the loop, as do the end of the recording, the count and a signal.
[[nodiscard]] result<void> replay(const watched_places& all, const replay_pace& pace,
                                  const interrupt& signals,
                                  const std::function<result<void>(const watch_sample&)>& write);

}  // namespace perfdata::cli
