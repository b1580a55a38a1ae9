#include "monitor/core/object_cost.hpp"

namespace perfdata::monitor {

std::optional<object_cost> object_cost_probe::measure_next(counter_source& source) {
  if (next_ >= listed_->objects.size()) return std::nullopt;
  const auto& object = listed_->objects[next_++];
  object_cost cost{.title_index = object.title_index, .name = object.name};
  const auto asked = std::chrono::steady_clock::now();
  const auto answered = source.query(std::to_string(object.title_index), answer_);
  cost.time = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - asked);
  if (answered)
    cost.bytes = answer_.size();
  else
    cost.failed = answered.error();
  return cost;
}

}  // namespace perfdata::monitor
