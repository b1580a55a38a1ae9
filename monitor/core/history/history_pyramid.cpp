#include "monitor/core/history/history_pyramid.hpp"

namespace perfdata::monitor {
namespace {

double end_of(const history_bucket& bucket) noexcept {
  return bucket.end;
}

template <class Queue>
double newest_end(const Queue& closed) noexcept {
  return closed.empty() ? -std::numeric_limits<double>::infinity() : closed.back().end;
}

void add_point(history_bucket& bucket, const kept_point& point, double seconds) noexcept {
  if (point.has_value())
    bucket.add_value(point.time, point.value, seconds);
  else
    bucket.add_gap(point.time);
}

}  // namespace

void history_pyramid::add(const kept_point& point, double seconds) {
  add_point(levels_[0].open, point, seconds);
  if (++levels_[0].held == points_in_first) close_full(0);
}

void history_pyramid::close_full(std::size_t number) {
  auto& full = levels_[number];
  full.closed.push_back(full.open);
  full.held = 0;
  if (number + 1 < top) {
    auto& above = levels_[number + 1];
    above.open.add(full.open);
    if (++above.held == buckets_in_next) close_full(number + 1);
  }
  full.open = {};
}

void history_pyramid::rewind(const kept_points& points) {
  const double newest = points.empty() ? -std::numeric_limits<double>::infinity() : points.back().time;
  for (auto& level : levels_) {
    while (!level.closed.empty() && level.closed.back().end > newest) level.closed.pop_back();
    level.open = {};
    level.held = 0;
  }
  reopen_first(points);
  for (std::size_t number = 1; number < top; ++number) reopen_above(number);
}

void history_pyramid::reopen_first(const kept_points& points) {
  auto& first = levels_[0];
  const double done = newest_end(first.closed);
  std::size_t begin = points.size();
  while (begin > 0 && points[begin - 1].time > done && first.held + 1 < points_in_first) {
    --begin;
    ++first.held;
  }
  for (std::size_t i = begin; i < points.size(); ++i)
    add_point(first.open, points[i], i > 0 ? seconds_behind(points[i - 1], points[i]) : 0);
}

void history_pyramid::reopen_above(std::size_t number) {
  auto& level = levels_[number];
  const auto& below = levels_[number - 1].closed;
  for (std::size_t i = first_not_below(below, newest_end(level.closed), end_of); i < below.size(); ++i) {
    if (below[i].end <= newest_end(level.closed)) continue;
    level.open.add(below[i]);
    ++level.held;
  }
}

void history_pyramid::keep_bytes(std::size_t bytes) {
  for (auto& level : levels_) level.closed.keep_chunks((bytes /= 2) / 2 / level_queue::chunk_bytes);
}

std::size_t history_pyramid::bytes() const noexcept {
  std::size_t sum = 0;
  for (const auto& level : levels_) sum += level.closed.bytes();
  return sum;
}

}  // namespace perfdata::monitor
