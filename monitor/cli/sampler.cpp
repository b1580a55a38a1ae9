#include "monitor/cli/sampler.hpp"

#include "monitor/cli/selection.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace perfdata::cli {

struct sampler::state {
  explicit state(open_place opened) : place(std::move(opened)), counters(*place.source, place.names) {}

  open_place place;    // the thread's once it runs
  collector counters;  // the thread's once it runs

  std::mutex mutex;  // guards what follows
  std::condition_variable changed;
  bool wanted = false;
  bool running = false;
  bool ending = false;
  std::optional<result<collection>> answer;
  std::thread thread;
};

sampler::sampler(open_place place, const std::vector<counter_path>& paths, std::vector<error>& rejected)
    : label_(place.label), state_(std::make_shared<state>(std::move(place))) {
  rejected = select_known(state_->counters, state_->place, paths);
  state_->thread = std::thread(work, state_);
}

sampler::~sampler() {
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

void sampler::work(const std::shared_ptr<state>& shared) {
  std::unique_lock lock(shared->mutex);
  for (;;) {
    shared->changed.wait(lock, [&] { return shared->wanted || shared->ending; });
    if (shared->ending) return;
    shared->wanted = false;
    shared->running = true;
    lock.unlock();
    auto collected = shared->counters.collect();
    lock.lock();
    shared->running = false;
    if (collected)
      shared->answer = **collected;
    else
      shared->answer = failure(std::move(collected.error()));
  }
}

void sampler::ask() {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->running) return;
    state_->answer.reset();
    state_->wanted = true;
  }
  state_->changed.notify_one();
}

bool sampler::answered() const {
  const std::lock_guard lock(state_->mutex);
  return !state_->wanted && !state_->running;
}

std::optional<result<collection>> sampler::take() {
  const std::lock_guard lock(state_->mutex);
  return std::exchange(state_->answer, std::nullopt);
}

}  // namespace perfdata::cli
