// The sources that are watched and the lines that they fill: one owner for every front end.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/history/recorded_line.hpp"
#include "monitor/core/poller.hpp"
#include "monitor/core/selection.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace perfdata::monitor {

/// A resource, used by one thread: the one that draws. The loop of a front end is
///   wait for input or on_frame;  session.advance(chosen);  draw(session.view(), chosen);
///   session.apply(chosen);
class session {
 public:
  /// `on_frame` is called on pollers' threads whenever there is something new to advance() over.
  /// `history_budget` is the memory in bytes that the histories of all lines may hold, shared evenly.
  explicit session(std::function<void()> on_frame, std::size_t history_budget = default_history_budget);
  ~session();
  session(const session&) = delete;
  session& operator=(const session&) = delete;

  /// Watches one more source from now on. Never waits for it.
  source_id connect(std::string label, source_opener open, const selection& chosen,
                    std::stop_source cancel = std::stop_source());

  /// Takes what the pollers published since the last call into the lines. O(new rows).
  /// @returns whether anything changed.
  bool advance(const selection& chosen);

  /// Tells the pollers what was chosen, drops lines that nobody wants, carries out requests.
  void apply(selection& chosen);

  /// Valid until the next advance() or apply().
  [[nodiscard]] const frame& view() const noexcept { return frame_; }

  /// Asks every poller to stop, without waiting. For the way out.
  void request_stop();

 private:
  struct watched {
    std::unique_ptr<monitor::poller> poller{};
    std::uint64_t seen = 0;        // sequence of the last sample that was taken in
    std::uint64_t selections = 0;  // calls of poller::select()
    std::string language = "009";
    std::uint64_t consumed = 0;         // of a recording: what its poller was told
    std::uint64_t passes_done = 0;      // of a recording, that were put into the lines
    std::optional<time_range> shown{};  // of a recording: what its poller was told
    std::vector<counter_path> charted{};
    std::vector<counter_path> paths{};  // those and the ranked ones
    std::chrono::milliseconds interval{};
  };
  struct request_runner;

  // Lines are found by a view of their key: a row that comes ten times a second allocates nothing.
  struct key_view {
    source_id source{};
    std::string_view path{};
    key_view(source_id of, std::string_view text) noexcept : source(of), path(text) {}
    key_view(const series_key& key) noexcept : source(key.source), path(key.path) {}
  };
  struct key_hash {
    using is_transparent = void;
    std::size_t operator()(const key_view& key) const noexcept {
      return std::hash<std::string_view>()(key.path) ^ (static_cast<std::size_t>(key.source) * 0x9e3779b9U);
    }
  };
  struct key_equal {
    using is_transparent = void;
    bool operator()(const key_view& a, const key_view& b) const noexcept {
      return a.source == b.source && a.path == b.path;
    }
  };

  void follow_recording(watched& each, const source_view& view);
  void show_recordings(selection& chosen);
  void add_point(series& line, const sample& taken, const history_point& point);
  void take_in(source_id source, const sample& taken, bool current, const selection& chosen);
  void take_row(series& line, const row& row, const sample& taken);
  void close_absent(source_id source, const sample& taken, bool current);
  void share_budget();
  void select(std::size_t position, std::vector<counter_path> charted, std::vector<counter_path> paths);
  void drop_unwanted(const selection& chosen);
  void disconnect(source_id source, selection& chosen);
  series* find_line(source_id source, const row& row);
  series& line_of(source_id source, const row& row);
  void index_lines();
  void name_lines();
  [[nodiscard]] std::string name_of(const series& line) const;

  std::function<void()> on_frame_;
  std::shared_ptr<live_recorder> recorder_ = std::make_shared<live_recorder>();
  frame frame_;
  std::vector<watched> watched_;  // in the order of frame_.sources
  std::vector<std::unique_ptr<poller>> leaving_;
  std::unordered_map<series_key, std::size_t, key_hash, key_equal> line_index_;  // into frame_.lines
  std::map<series_key, recorded_line> recorded_lines_;                           // of the lines of recordings
  std::size_t history_budget_;
  std::size_t sharers_ = 0;  // lines that the budget is shared by
  std::uint32_t next_id_ = 1;
};

}  // namespace perfdata::monitor
