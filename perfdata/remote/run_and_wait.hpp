// A task of the loop's thread for a thread that waits.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include <perfdata/remote/dcerpc_loop.hpp>
#include <perfdata/remote/deadline.hpp>

namespace perfdata {

/// A place where a result arrives and a thread waits for it. Used by both through a shared_ptr.
template <class T>
class mailbox {
 public:
  void put(T value) {
    const std::lock_guard lock(mutex_);
    value_.emplace(std::move(value));
    arrived_.notify_all();
  }

  void clear() {
    const std::lock_guard lock(mutex_);
    value_.reset();
  }

  /// Nothing when `until` or a stop came first. The loop's own deadline is allowed to report first.
  [[nodiscard]] std::optional<T> wait(const deadline& until, const std::stop_token& stop) {
    constexpr std::chrono::milliseconds grace{100};
    std::unique_lock lock(mutex_);
    (void)arrived_.wait_until(lock, stop, until.when() + grace, [this] { return value_.has_value(); });
    return std::exchange(value_, std::nullopt);
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::optional<T> value_;  // guarded by mutex_
};

/// Runs `work` in the loop and waits for what it gives: nothing when `until` (and a tenth of a second more)
/// or a stop came first; then it is cancelled. Not for the loop's own thread.
template <class T>
[[nodiscard]] std::optional<T> run_and_wait(dcerpc_loop& loop, task<T> work, const deadline& until,
                                            const std::stop_token& stop = {}) {
  struct errand {
    static task<nothing> run(errand& self) {
      self.box.put(co_await std::move(*self.work));
      co_return nothing{};
    }
    std::optional<task<T>> work;
    mailbox<T> box{};
    std::optional<task<nothing>> running{};
  };
  const auto one = std::make_shared<errand>();
  one->work.emplace(std::move(work));
  loop.post([one] {
    one->running.emplace(errand::run(*one));
    one->running->start();
  });
  auto given = one->box.wait(until, stop);
  loop.post([one] {  // whatever is left ends in its own thread
    one->running.reset();
    one->work.reset();
    one->box.clear();
  });
  return given;
}

}  // namespace perfdata
