#include "monitor/run/series_builder.hpp"

namespace perfdata {

void series_builder::add(const row& shown, std::chrono::sys_time<hundred_ns> time) {
  const auto [place, is_new] = positions_.try_emplace(shown.path, series_.size());
  if (is_new)
    series_.push_back({.path = shown.path,
                       .unit = monitor::unit_of(shown.newer.type, shown.counter),
                       .object_index = shown.object_index,
                       .counter_index = shown.counter_index});
  series_[place->second].samples.push_back({.time = time, .cooked = shown.cooked});
}

}  // namespace perfdata
