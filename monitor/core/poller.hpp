// A thread that watches one source and publishes frames; the window never waits for it.
#pragma once

#include "monitor/core/source_watch.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace perfdata::monitor {

/// A resource. Every member may be called from any thread; none waits for the source except the destructor.
class poller {
 public:
  /// Starts at once. `on_frame` is called on the poller's thread after each publication: it may wake an event
  /// loop and must not wait. `cancel` is what ends the source's waiting: its token is among the options that
  /// `open` opens with.
  poller(source_opener open, watch_settings settings, std::function<void()> on_frame,
         std::stop_source cancel = std::stop_source());

  /// Waits for a query that is on its way, which `cancel` ends at once; a source that knows no cancelling is
  /// waited for. request_stop() early and destroy late where that would be felt.
  ~poller();
  poller(const poller&) = delete;
  poller& operator=(const poller&) = delete;

  /// The newest frame; never null. O(1): copies a pointer.
  [[nodiscard]] std::shared_ptr<const source_frame> newest() const;

  void select(std::vector<counter_path> paths);
  void set_interval(std::chrono::milliseconds interval);
  void set_paused(bool paused);
  void retry();
  void refresh_catalog();
  void measure_costs();
  void set_language(std::string language);
  void show(const time_range& range);
  void consumed(std::uint64_t sequence);
  /// Cancels what the source is waiting for, too.
  void request_stop();
  /// After request_stop(): whether the destructor would return at once.
  [[nodiscard]] bool stopped() const;

 private:
  using command = std::function<void(source_watch&)>;

  void run(source_opener open, watch_settings settings);
  void send(command what);
  bool wait_for_work(source_watch& watch);
  void publish(const source_frame& frame);

  std::function<void()> on_frame_;
  std::stop_source cancel_;

  mutable std::mutex commands_mutex_;
  std::condition_variable commands_changed_;
  std::vector<command> commands_;
  bool stop_requested_ = false;
  bool finished_ = false;

  // std::atomic<std::shared_ptr> would do, but libstdc++ 12's unlocks with a relaxed store (ThreadSanitizer
  // rightly objects); this mutex is held for the copy of a pointer and nothing else.
  mutable std::mutex newest_mutex_;
  std::shared_ptr<const source_frame> newest_;

  std::thread thread_;  // last: starts when everything else is there
};

}  // namespace perfdata::monitor
