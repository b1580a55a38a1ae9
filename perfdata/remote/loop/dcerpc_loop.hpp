// The one thread in which Samba's client libraries run. They keep global state without a lock, so everything
// that touches them, for every machine, happens here.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/remote/loop/task.hpp>

struct tevent_context;

namespace perfdata {

/// A resource that all connections share: it lives as long as one of them does. What runs in it refers to it
/// plainly: it ends after its jobs and what was spawned. Its last owner may be one of its own jobs.
class dcerpc_loop {
 public:
  using job = std::function<void()>;

  /// The running loop, or a new one. Any thread. Errors: errc::system_failure when the thread, its event
  /// queue or the libraries cannot be set up.
  [[nodiscard]] static result<std::shared_ptr<dcerpc_loop>> acquire();

  dcerpc_loop(const dcerpc_loop&) = delete;
  dcerpc_loop& operator=(const dcerpc_loop&) = delete;

  /// Runs `work` in the loop's thread, soon, never within a callback of the libraries, so that it may free
  /// what they hand out. Any thread; also from callbacks. Jobs keep their order.
  void post(job work);

  /// Runs `work` to its end, which a deadline of its own must bring about. Jobs only.
  void spawn(task<nothing> work);

  /// For jobs only.
  [[nodiscard]] tevent_context* events() const noexcept { return events_; }

 private:
  dcerpc_loop() = default;
  ~dcerpc_loop();
  [[nodiscard]] result<void> start();
  [[nodiscard]] bool set_up();
  void run();
  void run_jobs();
  void forget_finished();
  void wake() const noexcept;
  static void stop_and_delete(dcerpc_loop* loop);
  static void let_go(dcerpc_loop* loop);

  int wake_up_ = -1;  // eventfd
  std::mutex mutex_;
  std::vector<job> jobs_;             // guarded by mutex_
  bool stopping_ = false;             // guarded by mutex_
  std::list<task<nothing>> spawned_;  // the loop's thread only
  tevent_context* events_ = nullptr;
  std::thread thread_;
};

}  // namespace perfdata
