#include "monitor/core/instance_ranking.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <utility>

#include <perfdata/base/ascii.hpp>

namespace perfdata::monitor {
namespace {

constexpr std::uint32_t id_process = 784;

std::string_view without_number(std::string_view name) noexcept {
  const auto hash = name.rfind('#');
  return hash != std::string_view::npos && to_number(name.substr(hash + 1)) ? name.substr(0, hash) : name;
}

// Process 0 is idle's, and _Total's.
std::string identity_of(const ranked_instance& instance) {
  if (!instance.process || *instance.process == 0) return instance.name;
  return fmt::format("{}\n{}", *instance.process, without_number(instance.name));
}

bool is_total(const ranked_instance& instance) noexcept {
  return instance.name == "_Total" || instance.name.ends_with("/_Total");
}

bool holds_ignoring_case(std::string_view text, std::string_view part) noexcept {
  const auto found = std::search(text.begin(), text.end(), part.begin(), part.end(),
                                 [](char a, char b) { return to_lower_ascii(a) == to_lower_ascii(b); });
  return part.empty() || found != text.end();
}

}  // namespace

std::size_t instance_ranking::place_of(const row& counter) {
  const auto known = std::ranges::find(counters_, counter.counter_index, &ranked_counter::title_index);
  if (known != counters_.end()) return static_cast<std::size_t>(known - counters_.begin());
  counters_.push_back({counter.counter_index, counter.counter, counter.newer.type});
  return counters_.size() - 1;
}

void instance_ranking::take(std::span<const row> rows, std::uint32_t object_index) {
  instances_.clear();
  std::map<std::string_view, std::size_t> position_of;
  for (const auto& each : rows) {
    if (each.object_index != object_index || each.instance.empty()) continue;
    const auto [known, is_new] = position_of.try_emplace(each.instance, instances_.size());
    if (is_new) instances_.push_back({.name = each.instance});
    auto& instance = instances_[known->second];
    if (each.counter_index == id_process) {
      instance.process = each.newer.value;
      continue;
    }
    const auto place = place_of(each);
    if (instance.values.size() <= place) {
      instance.values.resize(place + 1);
      instance.paths.resize(place + 1);
    }
    instance.values[place] = each.cooked;
    instance.paths[place] = each.path;
  }
  auto past = std::exchange(past_, {});
  for (auto& instance : instances_) {
    instance.values.resize(counters_.size());
    instance.paths.resize(counters_.size());
    const auto identity = identity_of(instance);
    if (const auto before = past.find(identity); before != past.end())
      instance.recent = std::move(before->second);
    instance.recent.resize(counters_.size());
    for (std::size_t i = 0; i < counters_.size(); ++i)
      instance.recent[i].push(instance.values[i].value ? static_cast<float>(*instance.values[i].value)
                                                       : std::numeric_limits<float>::quiet_NaN());
    past_.emplace(identity, instance.recent);
  }
}

void instance_ranking::clear() {
  *this = {};
}

std::vector<std::size_t> instance_ranking::order(std::size_t counter, bool descending,
                                                 std::string_view filter) const {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < instances_.size(); ++i) {
    const auto& each = instances_[i];
    if (holds_ignoring_case(each.name, filter) ||
        (each.process && holds_ignoring_case(std::to_string(*each.process), filter)))
      positions.push_back(i);
  }
  const auto rank = [&](const ranked_instance& each) {
    return is_total(each) ? 2 : counter < counters_.size() && !each.values[counter].value ? 1 : 0;
  };
  std::ranges::stable_sort(positions, [&](std::size_t a, std::size_t b) {
    const auto& left = instances_[a];
    const auto& right = instances_[b];
    if (rank(left) != rank(right)) return rank(left) < rank(right);
    const auto& lesser = descending ? right : left;
    const auto& greater = descending ? left : right;
    if (counter >= counters_.size()) return lesser.name < greater.name;
    return rank(left) == 0 && *lesser.values[counter].value < *greater.values[counter].value;
  });
  return positions;
}

}  // namespace perfdata::monitor
