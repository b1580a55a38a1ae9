// Work that waits for the network without a thread of its own: a coroutine of the loop's thread.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace perfdata {

/// What a task gives that has nothing to give.
struct nothing {};

/// A resource that can be moved: a coroutine that begins when it is awaited or started, and gives a T.
/// Destroying it where it waits cancels it, and with it whatever it waits for. Created in any thread;
/// started, resumed and destroyed in the loop's thread only, and never by its own code.
template <class T>
class [[nodiscard]] task {
 public:
  class promise_type;
  using handle = std::coroutine_handle<promise_type>;

  task(task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  task& operator=(task&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  task(const task&) = delete;
  task& operator=(const task&) = delete;
  ~task() {
    if (handle_) handle_.destroy();
  }

  /// For the one who owns it and does not await it.
  void start() const { handle_.resume(); }
  [[nodiscard]] bool done() const noexcept { return handle_.done(); }

  [[nodiscard]] bool await_ready() const noexcept { return false; }
  [[nodiscard]] std::coroutine_handle<> await_suspend(std::coroutine_handle<> then) const noexcept {
    handle_.promise().then = then;
    return handle_;
  }
  [[nodiscard]] T await_resume() const { return std::move(*handle_.promise().value); }

 private:
  explicit task(handle made) noexcept : handle_(made) {}
  handle handle_;
};

template <class T>
class task<T>::promise_type {
 public:
  task get_return_object() noexcept { return task(handle::from_promise(*this)); }
  [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
  [[nodiscard]] auto final_suspend() const noexcept {
    struct go_on {
      [[nodiscard]] bool await_ready() const noexcept { return false; }
      [[nodiscard]] std::coroutine_handle<> await_suspend(handle ended) const noexcept {
        return ended.promise().then ? ended.promise().then : std::noop_coroutine();
      }
      void await_resume() const noexcept {}
    };
    return go_on{};
  }
  void return_value(T given) { value.emplace(std::move(given)); }
  // Nothing here throws but for want of memory.
  [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }

  std::coroutine_handle<> then{};
  std::optional<T> value{};
};

}  // namespace perfdata
