// What a task of the loop's thread can wait for besides the libraries: time, an event, a descriptor.
#pragma once

#include <coroutine>
#include <memory>
#include <vector>

#include <perfdata/base/deadline.hpp>
#include <perfdata/remote/loop/dcerpc_loop.hpp>

namespace perfdata {

/// Resumes one coroutine once, as a job of the loop, and not at all when its owner (the awaiter, within the
/// coroutine's frame) has gone. A resource.
class resumption {
 public:
  void aim(std::coroutine_handle<> waiting) { *handle_ = waiting; }
  /// To be posted to the loop. Any thread; any number of times.
  [[nodiscard]] dcerpc_loop::job job() const;

 private:
  std::shared_ptr<std::coroutine_handle<>> handle_ = std::make_shared<std::coroutine_handle<>>();
};

/// Calls a function once, as a job, at a moment; not at all when it has gone or was set again. A resource of
/// the loop's thread.
class loop_timer {
 public:
  explicit loop_timer(dcerpc_loop& loop) : loop_(&loop) {}
  loop_timer(const loop_timer&) = delete;
  loop_timer& operator=(const loop_timer&) = delete;
  ~loop_timer() { clear(); }

  /// False when memory is out.
  bool set(const deadline& when, dcerpc_loop::job what);
  void clear();

 private:
  struct armed;
  dcerpc_loop* loop_;
  std::shared_ptr<armed> armed_{};
};

/// `co_await pause(loop, when)`.
class pause {
 public:
  pause(dcerpc_loop& loop, const deadline& when) : loop_(loop), timer_(loop), when_(when) {}
  [[nodiscard]] bool await_ready() const { return when_.passed(); }
  void await_suspend(std::coroutine_handle<> who);
  void await_resume() const noexcept {}

 private:
  dcerpc_loop& loop_;
  loop_timer timer_;
  deadline when_;
  resumption resume_{};
};

/// Something that happens, and one task that waits for it. A resource of the loop's thread.
class loop_event {
 public:
  explicit loop_event(dcerpc_loop& loop) : loop_(&loop) {}
  loop_event(const loop_event&) = delete;
  loop_event& operator=(const loop_event&) = delete;

  /// Wakes the one who waits now, if any.
  void signal();

  /// `co_await event.by(when)`: until signal() or then.
  class waiting {
   public:
    waiting(loop_event& event, const deadline& when) : event_(event), timer_(*event.loop_), when_(when) {}
    waiting(const waiting&) = delete;
    waiting& operator=(const waiting&) = delete;
    ~waiting();
    [[nodiscard]] bool await_ready() const { return when_.passed(); }
    void await_suspend(std::coroutine_handle<> who);
    void await_resume() const noexcept {}

   private:
    friend loop_event;
    loop_event& event_;
    loop_timer timer_;
    deadline when_;
    resumption resume_{};
  };
  [[nodiscard]] waiting by(const deadline& when) { return {*this, when}; }

 private:
  dcerpc_loop* loop_;
  waiting* waiting_ = nullptr;
};

/// `co_await any_writable(loop, descriptors, when)`: until one of them can be written to or has failed, or
/// then. Negative ones are left out. The descriptors must stay open meanwhile.
class any_writable {
 public:
  any_writable(dcerpc_loop& loop, std::vector<int> descriptors, const deadline& when)
      : loop_(loop), descriptors_(std::move(descriptors)), timer_(loop), when_(when) {}
  any_writable(const any_writable&) = delete;
  any_writable& operator=(const any_writable&) = delete;
  ~any_writable();
  [[nodiscard]] bool await_ready() const { return when_.passed(); }
  void await_suspend(std::coroutine_handle<> who);
  void await_resume() const noexcept {}

 private:
  dcerpc_loop& loop_;
  std::vector<int> descriptors_;
  loop_timer timer_;
  deadline when_;
  resumption resume_{};
  void* watched_ = nullptr;  // a talloc context with the events below it
};

}  // namespace perfdata
