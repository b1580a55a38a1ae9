#include "monitor/core/poller.hpp"

#include <utility>

namespace perfdata::monitor {

poller::poller(source_opener open, watch_settings settings, std::function<void()> on_frame,
               std::stop_source cancel)
    : on_frame_(std::move(on_frame)),
      cancel_(std::move(cancel)),
      newest_(std::make_shared<const source_frame>()) {
  thread_ = std::thread([this, open = std::move(open), settings = std::move(settings)]() mutable {
    run(std::move(open), std::move(settings));
  });
}

poller::~poller() {
  request_stop();
  thread_.join();
}

std::shared_ptr<const source_frame> poller::newest() const {
  const std::lock_guard lock(newest_mutex_);
  return newest_;
}

void poller::publish(const source_frame& frame) {
  auto published = std::make_shared<const source_frame>(frame);
  {
    const std::lock_guard lock(newest_mutex_);
    newest_.swap(published);
  }
  if (on_frame_) on_frame_();
}

void poller::run(source_opener open, watch_settings settings) {
  {
    source_watch watch(std::move(open), std::move(settings));
    while (wait_for_work(watch)) {
      watch.advance(source_watch::clock::now());
      publish(watch.frame());
    }
  }
  const std::lock_guard lock(commands_mutex_);
  finished_ = true;
}

bool poller::wait_for_work(source_watch& watch) {
  std::unique_lock lock(commands_mutex_);
  for (;;) {
    if (stop_requested_) return false;
    if (!commands_.empty()) {
      const auto commands = std::exchange(commands_, {});
      lock.unlock();
      for (const auto& each : commands) each(watch);
      publish(watch.frame());
      lock.lock();
      continue;
    }
    const auto due = watch.next_due();
    if (due && *due <= source_watch::clock::now()) return true;
    if (due)
      commands_changed_.wait_until(lock, *due);
    else
      commands_changed_.wait(lock);
  }
}

void poller::send(command what) {
  {
    const std::lock_guard lock(commands_mutex_);
    commands_.push_back(std::move(what));
  }
  commands_changed_.notify_one();
}

void poller::select(std::vector<counter_path> paths) {
  send([paths = std::move(paths)](source_watch& watch) { watch.select(paths, source_watch::clock::now()); });
}

void poller::set_interval(std::chrono::milliseconds interval) {
  send([interval](source_watch& watch) { watch.set_interval(interval, source_watch::clock::now()); });
}

void poller::set_paused(bool paused) {
  send([paused](source_watch& watch) { watch.set_paused(paused, source_watch::clock::now()); });
}

void poller::retry() {
  send([](source_watch& watch) { watch.retry(source_watch::clock::now()); });
}

void poller::refresh_catalog() {
  send([](source_watch& watch) { watch.refresh_catalog(source_watch::clock::now()); });
}

void poller::measure_costs() {
  send([](source_watch& watch) { watch.measure_costs(source_watch::clock::now()); });
}

void poller::set_language(std::string language) {
  send([language = std::move(language)](source_watch& watch) {
    watch.set_language(language, source_watch::clock::now());
  });
}

void poller::show(const time_range& range) {
  send([range](source_watch& watch) { watch.show(range, source_watch::clock::now()); });
}

void poller::consumed(std::uint64_t sequence) {
  send([sequence](source_watch& watch) { watch.consumed(sequence); });
}

void poller::request_stop() {
  {
    const std::lock_guard lock(commands_mutex_);
    stop_requested_ = true;
  }
  cancel_.request_stop();
  commands_changed_.notify_one();
}

bool poller::stopped() const {
  const std::lock_guard lock(commands_mutex_);
  return finished_;
}

}  // namespace perfdata::monitor
