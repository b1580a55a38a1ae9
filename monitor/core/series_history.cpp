#include "monitor/core/series_history.hpp"

#include <algorithm>

namespace perfdata::monitor {

std::string_view reason_for_gap(cooked_status status) noexcept {
  switch (status) {
    case cooked_status::stale: return "no answer";
    case cooked_status::no_data: return "not there";
    default: return to_string(status);
  }
}

series_history::series_history(std::size_t capacity) : capacity_(std::max<std::size_t>(capacity, 1)) {}

void series_history::push(const history_point& point) {
  while (count_ > 0 && back().time >= point.time) --count_;
  if (head_ + count_ == points_.size() && points_.size() < capacity_) {
    points_.push_back(point);  // still growing: nothing has wrapped
    ++count_;
    return;
  }
  const std::size_t slot = (head_ + count_) % points_.size();
  points_[slot] = point;
  if (count_ < points_.size())
    ++count_;
  else
    head_ = (head_ + 1) % points_.size();
}

std::size_t series_history::first_at_or_after(double time) const noexcept {
  std::size_t low = 0;
  std::size_t high = count_;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if ((*this)[middle].time < time)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

std::size_t series_history::nearest(double time) const noexcept {
  const std::size_t after = first_at_or_after(time);
  if (after == 0 || count_ == 0) return after;
  if (after == count_) return count_ - 1;
  return time - (*this)[after - 1].time <= (*this)[after].time - time ? after - 1 : after;
}

history_summary summarize(const series_history& history, double begin, double end) noexcept {
  history_summary summary;
  double sum = 0;
  for (std::size_t i = history.first_at_or_after(begin); i < history.size(); ++i) {
    const auto& point = history[i];
    if (point.time > end) break;
    if (!point.has_value()) continue;
    summary.minimum = summary.values == 0 ? point.value : std::min(summary.minimum, point.value);
    summary.maximum = summary.values == 0 ? point.value : std::max(summary.maximum, point.value);
    summary.last = point.value;
    sum += point.value;
    ++summary.values;
  }
  if (summary.values > 0) summary.average = sum / static_cast<double>(summary.values);
  return summary;
}

}  // namespace perfdata::monitor
