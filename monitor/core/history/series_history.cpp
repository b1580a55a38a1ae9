#include "monitor/core/history/series_history.hpp"

#include <cmath>

namespace perfdata::monitor {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double time_of(const kept_point& point) noexcept {
  return point.time;
}

}  // namespace

std::string_view reason_for_gap(cooked_status status) noexcept {
  switch (status) {
    case cooked_status::stale: return "no answer";
    case cooked_status::no_data: return "not there";
    default: return to_string(status);
  }
}

bool means_restart(cooked_status status) noexcept {
  return status == cooked_status::counter_went_back || status == cooked_status::clock_went_back ||
         status == cooked_status::type_changed;
}

void series_history::push(const history_point& point) {
  if (!points_.empty() && points_.back().time >= point.time) rewind(point.time);
  const auto kept = keep(point);
  gaps_.note(point, points_.empty() ? point.time : points_.back().time);
  pyramid_.add(kept, points_.empty() ? 0 : seconds_behind(points_.back(), kept));
  points_.push_back(kept);
  if (point.has_value()) last_value_time_ = point.time;
  if (points_.size() % kept_points::length == 1) forget_oldest();
}

void series_history::rewind(double time) {
  while (!points_.empty() && points_.back().time >= time) points_.pop_back();
  pyramid_.rewind(points_);
  gaps_.rewind(points_.empty() ? history_point{-infinity, 0} : back());
  std::size_t valued = points_.size();
  while (valued > 0 && !points_[valued - 1].has_value()) --valued;
  last_value_time_ = valued > 0 ? points_[valued - 1].time : 0;
}

void series_history::set_limit(std::size_t bytes) {
  limit_ = bytes;
  forget_oldest();
}

void series_history::forget_oldest() {
  points_.keep_chunks(limit_ / 16 * 7 / kept_points::chunk_bytes);
  pyramid_.keep_bytes(limit_);
  gaps_.keep_bytes(limit_ / 16);
}

double series_history::begin_of_level(std::size_t level) const noexcept {
  if (level == 0 && !points_.empty()) return points_.front().time;
  if (level > 0 && !pyramid_.level(level).empty()) return pyramid_.level(level).front().begin;
  return infinity;
}

double series_history::begin_time() const noexcept {
  double oldest = infinity;
  for (std::size_t level = 0; level <= history_pyramid::top; ++level)
    oldest = std::min(oldest, begin_of_level(level));
  return std::isinf(oldest) ? 0 : oldest;
}

std::size_t series_history::first_at_or_after(double time) const noexcept {
  return first_not_below(points_, time, time_of);
}

std::size_t series_history::nearest(double time) const noexcept {
  const std::size_t after = first_at_or_after(time);
  if (after == size()) return empty() ? 0 : size() - 1;
  if (after == 0) return 0;
  return time - points_[after - 1].time <= points_[after].time - time ? after - 1 : after;
}

std::size_t series_history::count_at(std::size_t level, double begin, double end) const noexcept {
  const auto end_of = [](const history_bucket& bucket) { return bucket.end; };
  std::size_t count = 0;
  for (; level <= history_pyramid::top && begin < end; ++level) {
    if (level == 0) {
      count += first_at_or_after(end) - first_at_or_after(begin);
    } else {
      const auto& buckets = pyramid_.level(level);
      count += first_not_below(buckets, end, end_of) - first_not_below(buckets, begin, end_of);
    }
    end = std::min(end, begin_of_level(level));  // the rest is only to be found above
  }
  return count;
}

std::size_t series_history::level_for(double begin, double end, std::size_t most) const noexcept {
  for (std::size_t level = 0; level < history_pyramid::top; ++level)
    if (count_at(level, begin, end) <= most) return level;
  return history_pyramid::top;
}

}  // namespace perfdata::monitor
