// A place where a result arrives and a thread waits for it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

#include <perfdata/base/deadline.hpp>

namespace perfdata {

/// A resource, used by two threads through a shared_ptr.
template <class T>
class mailbox {
 public:
  void put(T value) {
    const std::lock_guard lock(mutex_);
    value_.emplace(std::move(value));
    arrived_.notify_all();
  }

  /// Nothing when `until` or a stop came first. The other side's own deadline is given a tenth of a second to
  /// report first.
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

}  // namespace perfdata
