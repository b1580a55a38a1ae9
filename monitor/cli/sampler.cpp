#include "monitor/cli/sampler.hpp"

#include "monitor/cli/selection.hpp"

namespace perfdata::cli {

struct sampler::state {
  state(opener how, std::vector<counter_path> some) : open(std::move(how)), paths(std::move(some)) {}

  // The thread's.
  opener open;
  std::vector<counter_path> paths;
  std::optional<open_place> place{};
  std::optional<collector> counters{};  // refers to the place

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
    : state_(std::make_shared<state>(std::move(open), std::move(paths))),
      task_([shared = state_] { return shared->collect(); }) {}

timeline* sampler::recorded() const noexcept {
  return state_->place ? state_->place->source->recorded() : nullptr;
}

}  // namespace perfdata::cli
