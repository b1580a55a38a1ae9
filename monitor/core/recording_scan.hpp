// In which order the moments of a recording are read for a person who looks at it: first a look over all of
// it, then the stretch that is shown, moment by moment.
#pragma once

#include "monitor/core/time_view.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

#include <perfdata/connection/timeline.hpp>

namespace perfdata::monitor {

/// A resource, used by the thread that uses the timeline, which must outlive it. Whoever reads goes
///   while (scan.move_on()) { ask the source; scan.has_read(timeline.current() or nothing at the end); }
class recording_scan {
 public:
  /// Moments of the look over all of it: a second's work where blocks have a megabyte.
  static constexpr std::size_t looked_at = 96;
  /// A recording of at most that many moments is read closely at once.
  static constexpr std::size_t short_recording = 2048;

  /// Learns where the recording begins and ends: two searches. Passes are counted on from `passes_before`,
  /// those of an earlier scan of the same recording.
  explicit recording_scan(timeline& moments, std::uint64_t passes_before = 0);

  /// From the first moment to the last one.
  [[nodiscard]] const time_range& whole() const noexcept { return whole_; }

  /// Begins anew, with what the recording has now.
  void look_again();

  /// What is to be read closely, as soon as there was a look over all. What was read closely is not read
  /// again; a stretch that lies elsewhere, or is a quarter at most of the one that is being read, comes
  /// first.
  /// @returns whether a new pass begins by it.
  bool show(const time_range& range);

  /// Puts the timeline before the moment that is to be read. @returns false when all was read.
  [[nodiscard]] bool move_on();

  /// The time of what was read, seconds since 1970; nothing when the recording ended.
  void has_read(std::optional<double> time);

  /// Counts on from those before; each reads moments in the order of time.
  [[nodiscard]] std::uint64_t pass() const noexcept { return pass_; }
  /// Whether the pass reads every moment of its stretch, and not some of the whole.
  [[nodiscard]] bool closely() const noexcept { return closely_; }
  /// Whether the moment to be read is the first one of its pass: what was read before is no older sample of
  /// it.
  [[nodiscard]] bool begins() const noexcept { return begins_; }
  /// The last pass that was read to its end; 0: none.
  [[nodiscard]] std::uint64_t passes_done() const noexcept { return done_; }
  /// Of the pass, 0 to 1.
  [[nodiscard]] double progress() const noexcept;

 private:
  void learn_whole();
  [[nodiscard]] bool is_short();
  void begin(bool closely, const time_range& range);
  void end_pass();
  [[nodiscard]] bool move_to_next_look();

  timeline& moments_;
  time_range whole_{};
  std::optional<time_range> wanted_{};  // what is shown
  std::optional<time_range> read_{};    // closely
  time_range range_{};                  // of the pass
  std::uint64_t pass_ = 0;
  std::uint64_t done_ = 0;
  std::size_t look_ = 0;  // number of the next moment of a look over all
  double last_ = 0;       // moment that was read last in this pass
  bool closely_ = false;
  bool begins_ = false;
};

}  // namespace perfdata::monitor
