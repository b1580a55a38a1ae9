// Threads for what may wait for a Kerberos server.
#pragma once

#include <deque>
#include <functional>
#include <mutex>

namespace perfdata {

/// A resource. Kerberos' library knows no deadline, so its calls are made in threads of ours: a few, however
/// many machines there are. One that is stuck ends by itself, long after whoever waited has given up.
class kdc_queue {
 public:
  /// The one of this process. Never destroyed: a thread that is stuck may outlast the program's main().
  [[nodiscard]] static kdc_queue& instance();

  kdc_queue(const kdc_queue&) = delete;
  kdc_queue& operator=(const kdc_queue&) = delete;

  /// Runs `work` when its turn comes. False when no thread can be had.
  [[nodiscard]] bool add(std::function<void()> work);

 private:
  kdc_queue() = default;
  ~kdc_queue() = default;
  void run();

  std::mutex mutex_;
  std::deque<std::function<void()>> waiting_;  // this and the number: guarded by mutex_
  int running_ = 0;
};

}  // namespace perfdata
