#include "monitor/core/history/history_gaps.hpp"

namespace perfdata::monitor {

void history_gaps::note(const history_point& point, double before) {
  if (open_) gaps_.back().end = point.time;
  if (point.has_value()) {
    open_ = false;
    return;
  }
  if (!open_ || gaps_.back().reason != point.status) gaps_.push_back({before, point.time, point.status});
  open_ = true;
}

void history_gaps::rewind(const history_point& last) {
  open_ = !last.has_value();
  // A gap begins at the value before it; only the first of all may begin with its own first point.
  const auto lies_after = [&](const history_gap& gap) {
    return gap.begin > last.time || (gap.begin == last.time && !open_);
  };
  while (!gaps_.empty() && lies_after(gaps_.back())) gaps_.pop_back();
  open_ = open_ && !gaps_.empty();
  if (open_) gaps_.back().end = last.time;
}

void history_gaps::keep_bytes(std::size_t bytes) {
  gaps_.keep_chunks(bytes / decltype(gaps_)::chunk_bytes);
}

std::size_t history_gaps::first_ending_after(double time) const noexcept {
  return first_not_below(gaps_, time, [](const history_gap& gap) { return gap.end; });
}

}  // namespace perfdata::monitor
