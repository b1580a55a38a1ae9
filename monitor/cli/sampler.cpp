#include "monitor/cli/sampler.hpp"

#include "monitor/cli/selection.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace perfdata::cli {

struct sampler::state {
  state(opener how, std::vector<counter_path> some) : open(std::move(how)), paths(std::move(some)) {}

  // The thread's.
  opener open;
  std::vector<counter_path> paths;
  std::optional<open_place> place{};
  std::optional<collector> counters{};  // refers to the place

  std::mutex mutex;  // guards what follows
  std::condition_variable changed;
  bool wanted = false;
  bool running = false;
  bool ending = false;
  std::optional<answer> last{};
  std::thread thread{};

  result<void> prepare(std::vector<error>& rejected);
  answer collect();
};

result<void> sampler::state::prepare(std::vector<error>& rejected) {
  if (!place) {
    auto opened = open();
    if (!opened) return failure(std::move(opened.error()));
    place.emplace(std::move(*opened));
  }
  if (place->names.counters.empty())
    if (auto named = read_names_of(*place); !named) return named;
  counters.emplace(*place->source, place->names);
  rejected = select_known(*counters, *place, paths);
  return {};
}

sampler::answer sampler::state::collect() {
  answer given;
  if (!counters)
    if (auto prepared = prepare(given.rejected); !prepared) {
      given.collected = failure(std::move(prepared.error()));
      return given;
    }
  auto collected = counters->collect();
  if (collected)
    given.collected = **collected;
  else
    given.collected = failure(std::move(collected.error()));
  return given;
}

sampler::sampler(opener open, std::vector<counter_path> paths)
    : state_(std::make_shared<state>(std::move(open), std::move(paths))) {
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
    auto collected = shared->collect();
    lock.lock();
    shared->running = false;
    shared->last = std::move(collected);
  }
}

void sampler::ask() {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->running) return;
    state_->last.reset();
    state_->wanted = true;
  }
  state_->changed.notify_one();
}

bool sampler::answered() const {
  const std::lock_guard lock(state_->mutex);
  return !state_->wanted && !state_->running;
}

std::optional<sampler::answer> sampler::take() {
  const std::lock_guard lock(state_->mutex);
  return std::exchange(state_->last, std::nullopt);
}

}  // namespace perfdata::cli
