// Watching one source, step by step and without a thread: connect, read names, read the catalog, sample.
#pragma once

#include "monitor/core/recording_scan.hpp"
#include "monitor/core/source_frame.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/collect/collector.hpp>
#include <perfdata/connection/counter_source.hpp>

namespace perfdata::monitor {

/// Opens the source; called again whenever there is none. May block for as long as the source's timeout.
using source_opener = std::function<result<std::unique_ptr<counter_source>>()>;

struct watch_settings {
  std::chrono::milliseconds interval{1000};
  std::vector<counter_path> paths{};
  std::size_t kept_samples = 128;  ///< in source_frame::recent
};

/// In the place of a language: objects and counters by their title indexes.
constexpr std::string_view index_names = "index";

/// A resource: a state machine that a poller's thread, or a test, drives. Not thread-safe.
/// Failures never end it: it goes on as source_frame says.
///
/// A live source is sampled by the clock. One that was recorded is read as recording_scan says, as fast as
/// its samples are consumed().
class source_watch {
 public:
  using clock = std::chrono::steady_clock;

  static constexpr std::chrono::milliseconds shortest_interval{20};  ///< what a shorter one is raised to

  source_watch(source_opener open, watch_settings settings);
  source_watch(const source_watch&) = delete;
  source_watch& operator=(const source_watch&) = delete;

  /// Does the one thing that is due (open, read names, read the catalog, take a sample), blocking until it is
  /// done, and updates frame(). Nothing is due before next_due().
  void advance(clock::time_point now);

  /// When advance() is to be called; none: not before something is asked for.
  /// Samples fall on whole multiples of the interval, so that sources are sampled together.
  [[nodiscard]] std::optional<clock::time_point> next_due() const noexcept;

  [[nodiscard]] const source_frame& frame() const noexcept { return frame_; }

  /// Takes effect with the next sample, which a long interval does not delay; series that stay keep their
  /// older sample.
  void select(std::vector<counter_path> paths, clock::time_point now);
  void set_interval(std::chrono::milliseconds interval, clock::time_point now);
  void set_paused(bool paused, clock::time_point now);
  /// After `failed`, or to hasten a reconnection.
  void retry(clock::time_point now);
  /// Reads the catalog anew before the next sample.
  void refresh_catalog(clock::time_point now);
  /// Asks for every object of the catalog alone, one in each advance() between two samples; results are in
  /// frame().costs. Nothing happens for a source that was recorded, which would go on by it.
  void measure_costs(clock::time_point now);
  /// The language in which the catalog is translated: hex digits as read_names() takes them, "009" for none,
  /// index_names for numbers. Rows and paths stay as they are.
  void set_language(std::string language, clock::time_point now);
  /// Of a recording: the stretch that a person looks at.
  void show(const time_range& range, clock::time_point now);
  /// Of a recording: samples up to that one were taken; reading waits while kept_samples were not.
  void consumed(std::uint64_t sequence);

 private:
  enum class stage : std::uint8_t { open, names, catalog, sampling };

  void open();
  void read_names();
  void read_catalog();
  void take_sample(clock::time_point now);
  void translate();
  void read_recording();
  void read_moment();
  void tell_progress();
  void apply_selection();
  void measure_next();
  void enter(stage next, const char* step);
  void note_failure(const error& failure);
  void note_answer(clock::duration took, sample& taken, std::shared_ptr<const collection> collected);
  void publish_sample(sample taken);
  [[nodiscard]] clock::time_point tick_after(clock::time_point now, bool first) const noexcept;

  source_opener open_;
  watch_settings settings_;
  source_frame frame_;
  stage stage_ = stage::open;
  clock::time_point due_{};
  clock::time_point last_tick_{};
  std::optional<object_cost_probe> probe_;
  std::optional<recording_scan> scan_;  // refers to source_
  std::optional<timeline::moment> asked_;
  std::uint64_t consumed_ = 0;
  std::string language_ = "009";
  bool language_changed_ = false;
  clock::time_point due_now_{};  // when that was asked for
  clock::time_point probe_due_{};
  bool paused_ = false;
  bool selection_changed_ = true;
  std::uint64_t sequence_ = 0;
  std::uint64_t selections_ = 0;
  source_names names_;
  std::unique_ptr<counter_source> source_;
  std::unique_ptr<collector> collector_;  // refers to source_: destroyed first
};

}  // namespace perfdata::monitor
