#include "monitor/core/ranked_object.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <perfdata/names/process_titles.hpp>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_counters = 6;
constexpr std::array asked_for{title::processor_time, title::working_set,  title::private_bytes,
                               title::io_data_bytes,  title::thread_count, title::handle_count};

std::string spelling_of(const std::string& name, std::uint32_t index) {
  return name.empty() || name.starts_with('#') ? std::to_string(index) : name;
}

}  // namespace

ranked_object rank_instances(source_id source, const catalog_object& object) {
  ranked_object ranked{.source = source, .object_index = object.title_index};
  const auto add = [&](const catalog_counter& counter) {
    ranked.paths.push_back({.object = spelling_of(object.name, object.title_index),
                            .instance = "*",
                            .counter = spelling_of(counter.name, counter.title_index)});
  };
  const auto find = [&](std::uint32_t index) {
    return std::ranges::find(object.counters, index, &catalog_counter::title_index);
  };
  const auto id = find(title::id_process);
  if (id != object.counters.end() && find(title::working_set) != object.counters.end()) {
    for (const auto index : asked_for)
      if (const auto counter = find(index); counter != object.counters.end()) add(*counter);
  } else {
    for (const auto& counter : object.counters)
      if (ranked.paths.size() < most_counters && counter.title_index != title::id_process) add(counter);
  }
  if (id != object.counters.end()) add(*id);
  return ranked;
}

}  // namespace perfdata::monitor
