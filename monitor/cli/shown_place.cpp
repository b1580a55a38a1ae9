#include "monitor/cli/shown_place.hpp"

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/selection.hpp"

#include <algorithm>

#include <perfdata/connection/timeline.hpp>

namespace perfdata::cli {
namespace {

constexpr std::chrono::seconds between_samples{1};

shown_places open_and_collect(const std::vector<place_request>& requests, exit_code& code) {
  shown_places places;
  for (const auto& request : requests) {
    auto opened = open_with_names(request.options);
    if (!opened) {
      code = worse(code, report(label_of(request.options.place), opened.error()));
      continue;
    }
    auto place = std::make_unique<shown_place>(std::move(*opened), request.paths);
    if (const auto collected = place->collect(); !collected) {
      code = worse(code, report(place->place().label, collected.error()));
      continue;
    }
    places.push_back(std::move(place));
  }
  return places;
}

// What a rate needs. Ctrl-C leaves it at the first sample, and the rows say so.
void collect_again(shown_places& places, exit_code& code) {
  const auto needs = [](const auto& place) { return place->needs_another_sample(); };
  if (std::ranges::none_of(places, needs)) return;
  const interrupt signals;
  const auto is_live = [&](const auto& place) { return needs(place) && !place->place().is_file; };
  if (std::ranges::any_of(places, is_live) &&
      signals.wait_until(std::chrono::steady_clock::now() + between_samples))
    return;
  for (auto& place : places) {
    if (!place->needs_another_sample()) continue;
    if (const auto collected = place->collect(); !collected)
      code = worse(code, report(place->place().label, collected.error()));
  }
}

}  // namespace

shown_place::shown_place(open_place place, const std::vector<counter_path>& paths)
    : place_(std::move(place)),
      counters_(*place_.source, place_.names),
      unmatched_(select_known(counters_, place_, paths)) {}

result<void> shown_place::collect() {
  auto collected = counters_.collect();
  if (!collected) return failure(collected.error());
  last_ = **collected;
  return {};
}

bool shown_place::needs_another_sample() const {
  const auto waits = [](const row& shown) { return shown.cooked.status == cooked_status::first_sample; };
  timeline* const recorded = place_.source->recorded();
  const bool can_come = recorded != nullptr ? recorded->upcoming().has_value() : !place_.is_file;
  return can_come && std::ranges::any_of(last_.rows, waits);
}

std::vector<error> shown_place::unmatched() const {
  std::vector<error> all = unmatched_;
  for (const auto& path : last_.unmatched) all.push_back(matches_nothing(path));
  return all;
}

shown_places look_once(const std::vector<place_request>& requests, exit_code& code) {
  auto places = open_and_collect(requests, code);
  collect_again(places, code);
  return places;
}

}  // namespace perfdata::cli
