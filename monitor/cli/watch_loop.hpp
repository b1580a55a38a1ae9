// The clockwork of `perfdata watch`.
#pragma once

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/sample_writer.hpp"
#include "monitor/cli/watched_place.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace perfdata::cli {

using watched_places = std::vector<std::unique_ptr<watched_place>>;

/// Ticks that stand `interval` apart from the first one on: a late sample does not move those after it, and
/// ticks that were missed are left out. A value.
class steady_ticks {
 public:
  using clock = std::chrono::steady_clock;

  steady_ticks(clock::time_point first, clock::duration interval) noexcept
      : first_(first), interval_(interval) {}

  /// The first tick after `now`.
  [[nodiscard]] clock::time_point after(clock::time_point now) const noexcept {
    return now < first_ ? first_ : first_ + interval_ * ((now - first_) / interval_ + 1);
  }

 private:
  clock::time_point first_;
  clock::duration interval_;
};

/// Asks every place at once and waits for the answers: without a limit, or for `patience`. A place that still
/// owes an older answer is not waited for. Ends early when a signal comes.
void collect_all(const watched_places& places, std::optional<std::chrono::steady_clock::duration> patience,
                 const interrupt& signals);

/// The first sample: asks every place at once and waits until all have answered; once `patience` is over,
/// only until one of them has brought rows. Ends early when a signal comes.
void collect_first(const watched_places& places, std::optional<std::chrono::steady_clock::duration> patience,
                   const interrupt& signals);

/// What the places hold, put together. The time is that of the block for a file that is no recording, else
/// the one given.
[[nodiscard]] watch_sample put_together(const watched_places& places, std::chrono::sys_time<hundred_ns> now);

}  // namespace perfdata::cli
