// Work that is done again and again on a thread of its own, so that a host that does not answer holds nobody
// back.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace perfdata::cli {

/// A resource. `Answer` is a movable value.
template <class Answer>
class background_task {
 public:
  /// `work` is called on the task's thread alone, and destroyed with it.
  explicit background_task(std::function<Answer()> work) : state_(std::make_shared<state>()) {
    state_->work = std::move(work);
    state_->thread = std::thread([shared = state_] { run(*shared); });
  }
  background_task(const background_task&) = delete;
  background_task& operator=(const background_task&) = delete;

  /// Waits for an idle thread. One that is at work is left to the end of the process, with what it uses.
  ~background_task() {
    bool busy = false;
    {
      const std::lock_guard lock(state_->mutex);
      state_->ending = true;
      busy = state_->running;
    }
    state_->changed.notify_one();
    if (busy)
      state_->thread.detach();
    else
      state_->thread.join();
  }

  /// Starts the work unless the one before still runs. An answer that nobody took is dropped.
  void ask() {
    {
      const std::lock_guard lock(state_->mutex);
      if (state_->running) return;
      state_->answer.reset();
      state_->wanted = true;
    }
    state_->changed.notify_one();
  }

  /// Whether the work that was asked for is done.
  [[nodiscard]] bool answered() const {
    const std::lock_guard lock(state_->mutex);
    return !state_->wanted && !state_->running;
  }

  /// The answer of the last ask(), once; nothing while it is not there.
  [[nodiscard]] std::optional<Answer> take() {
    const std::lock_guard lock(state_->mutex);
    return std::exchange(state_->answer, std::nullopt);
  }

 private:
  struct state {
    std::function<Answer()> work;  // the thread's once it runs
    std::mutex mutex;              // guards what follows
    std::condition_variable changed;
    bool wanted = false;
    bool running = false;
    bool ending = false;
    std::optional<Answer> answer;
    std::thread thread;
  };

  static void run(state& shared) {
    std::unique_lock lock(shared.mutex);
    for (;;) {
      shared.changed.wait(lock, [&] { return shared.wanted || shared.ending; });
      if (shared.ending) return;
      shared.wanted = false;
      shared.running = true;
      lock.unlock();
      auto answer = shared.work();
      lock.lock();
      shared.running = false;
      shared.answer = std::move(answer);
    }
  }

  std::shared_ptr<state> state_;
};

}  // namespace perfdata::cli
