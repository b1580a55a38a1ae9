#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include <perfdata/windows/call_thread.hpp>

namespace perfdata::win32 {

struct call_thread::state {
  std::mutex mutex;  // guards what follows
  std::condition_variable_any changed;
  std::function<void()> call;
  bool running = false;
  bool ending = false;
  std::thread thread;
};

call_thread::call_thread() : state_(std::make_shared<state>()) {
  state_->thread = std::thread(work, state_);
}

call_thread::~call_thread() {
  bool late = false;
  {
    const std::lock_guard lock(state_->mutex);
    state_->ending = true;
    late = state_->running;
  }
  state_->changed.notify_all();
  if (late)
    state_->thread.detach();
  else
    state_->thread.join();
}

void call_thread::work(const std::shared_ptr<state>& shared) {
  std::unique_lock lock(shared->mutex);
  for (;;) {
    shared->changed.wait(lock, [&] { return shared->call || shared->ending; });
    if (!shared->call) return;
    auto call = std::exchange(shared->call, nullptr);
    lock.unlock();
    call();
    call = nullptr;  // what it owns goes before anybody hears that it is done
    lock.lock();
    shared->running = false;
    shared->changed.notify_all();
  }
}

call_thread::outcome call_thread::run(std::function<void()> call, const deadline& until,
                                      const std::stop_token& stop) {
  std::unique_lock lock(state_->mutex);
  if (state_->running) return outcome::busy;
  state_->call = std::move(call);
  state_->running = true;
  state_->changed.notify_all();
  if (state_->changed.wait_until(lock, stop, until.when(), [&] { return !state_->running; }))
    return outcome::done;
  return stop.stop_requested() ? outcome::stopped : outcome::late;
}

}  // namespace perfdata::win32
