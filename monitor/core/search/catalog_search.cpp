#include "monitor/core/search/catalog_search.hpp"

#include <algorithm>
#include <bitset>
#include <functional>

namespace perfdata::monitor {
namespace {

constexpr int fit_of_help = 5;
constexpr int weight_of_counter = 2;  // two words in a counter's name beat one in the object's

std::vector<searchable_name> words_of(std::string_view text) {
  std::vector<searchable_name> words;
  while (words.size() < catalog_search::most_words) {
    const auto start = text.find_first_not_of(' ');
    if (start == std::string_view::npos) break;
    text.remove_prefix(start);
    const auto end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

}  // namespace

catalog_search::catalog_search(std::shared_ptr<const perfdata::catalog> searched)
    : catalog_(std::move(searched)) {
  objects_.reserve(catalog_->objects.size());
  for (const auto& object : catalog_->objects) {
    auto& into = objects_.emplace_back(searched_object{searchable_name(object.name)});
    for (const auto& counter : object.counters) {
      into.counters.emplace_back(counter.name);
      into.helps.emplace_back(counter.help);
    }
    into.instances.reserve(object.instances.size());
    for (const auto& instance : object.instances) into.instances.emplace_back(instance);
  }
  search(fit);
}

std::span<const found_object> catalog_search::find(std::string_view text) {
  if (text == text_) return found_;
  text_ = text;
  words_ = words_of(text);
  search(fit);
  if (found_.empty()) search(fit_with_typo);
  return found_;
}

void catalog_search::search(fit_function fits) {
  found_.clear();
  for (std::size_t i = 0; i < objects_.size(); ++i) search_object(i, fits);
  if (words_.empty()) return;
  for (auto& each : found_) std::ranges::stable_sort(each.counters, std::greater{}, &found_counter::fit);
  std::ranges::stable_sort(found_, std::greater{},
                           [](const found_object& each) { return each.counters.front().fit; });
}

void catalog_search::search_object(std::size_t position, fit_function fits) {
  auto& object = objects_[position];
  const auto all = (1U << words_.size()) - 1U;
  std::bitset<1U << most_words> combinations;  // of words that fit one instance
  combinations.set(0);
  object.fitting.assign(object.instances.size(), 0);
  unsigned in_object = 0;
  int object_fit = 0;
  for (std::size_t w = 0; w < words_.size(); ++w)
    if (const int found = fits(words_[w], object.name); found > 0) {
      in_object |= 1U << w;
      object_fit += found;
    }
  for (std::size_t i = 0; i < object.instances.size(); ++i) {
    for (std::size_t w = 0; w < words_.size(); ++w)
      if (fits(words_[w], object.instances[i]) > 0)
        object.fitting[i] = static_cast<std::uint8_t>(object.fitting[i] | 1U << w);
    combinations.set(object.fitting[i]);
  }
  found_object found{position};
  for (std::size_t c = 0; c < object.counters.size(); ++c) {
    found_counter one{c, in_object, object_fit};
    for (std::size_t w = 0; w < words_.size(); ++w) {
      int best = fits(words_[w], object.counters[c]) * weight_of_counter;
      if (best == 0 && object.helps[c].text.find(words_[w].text) != std::string::npos) best = fit_of_help;
      if (best > 0) one.words |= 1U << w;
      one.fit += best;
    }
    bool fitting = one.words == all;
    for (unsigned mask = 1; mask <= all && !fitting; ++mask)
      fitting = combinations.test(mask) && (mask | one.words) == all;
    if (fitting) found.counters.push_back(one);
  }
  if (!found.counters.empty()) found_.push_back(std::move(found));
}

std::vector<std::uint32_t> catalog_search::instances_of(const found_object& object,
                                                        const found_counter& counter) const {
  const auto all = (1U << words_.size()) - 1U;
  const auto& fitting = objects_[object.object].fitting;
  std::vector<std::uint32_t> positions;
  for (std::uint32_t i = 0; i < fitting.size(); ++i)
    if ((fitting[i] | counter.words) == all) positions.push_back(i);
  return positions;
}

}  // namespace perfdata::monitor
