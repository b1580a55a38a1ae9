#include "monitor/gui/chart/decimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_points_a_column = 16;
constexpr std::size_t most_buckets_a_column = 8;
constexpr double infinity = std::numeric_limits<double>::infinity();

struct extremes {
  double least;
  double greatest;
  bool has_gap;
};

/// Without a branch that depends on values: noise would be guessed wrong half of the time.
extremes extremes_of(const kept_point* point, const kept_point* end) noexcept {
  double least = point->value;
  double greatest = least;
  double sum = 0;  // NaN as soon as one of them is
  for (; point != end; ++point) {
    least = point->value < least ? point->value : least;
    greatest = point->value > greatest ? point->value : greatest;
    sum += point->value * 0;  // infinities too are read one by one
  }
  return {least, greatest, std::isnan(sum)};
}

/// Takes points and buckets in the order of time and writes runs.
class run_writer {
 public:
  run_writer(plot_runs& runs, double column_width, bool every_point)
      : runs_(runs), width_(column_width), every_point_(every_point) {}

  void take(std::span<const kept_point> points) {
    if (every_point_)
      for (const auto& point : points) take_alone(point);
    else
      take_into_columns(points);
  }

  void take(const history_bucket& bucket) {
    if (bucket.values == 0) return end_run();
    if (bucket.end - bucket.begin > 2 * width_) {
      take_wide(bucket);
    } else {
      begin_kind(run_kind::columns);
      open_column_at((bucket.begin + bucket.end) / 2);
      widen(bucket.minimum, bucket.maximum, bucket.last);
    }
    if (bucket.has_gaps()) end_run();
  }

  void end_run() {
    flush();
    const std::size_t begin = runs_.runs.empty() ? 0 : runs_.runs.back().end;
    if (runs_.items.size() > begin) runs_.runs.push_back({runs_.items.size(), kind_});
    joined_ = false;
  }

 private:
  void take_alone(const kept_point& point) {
    if (!point.has_value()) return end_run();
    begin_kind(run_kind::points);
    add({point.time, point.value, point.value, point.value});
  }

  /// This is where a chart of many points spends its time: a column is found whole, then only values are
  /// read.
  void take_into_columns(std::span<const kept_point> points) {
    for (std::size_t i = 0; i < points.size();) {
      begin_kind(run_kind::columns);
      open_column_at(points[i].time);
      const std::size_t end = end_of_column(points, i);
      const extremes found = extremes_of(points.data() + i, points.data() + end);
      if (found.has_gap)
        take_one_by_one(points.subspan(i, end - i));
      else
        widen(found.least, found.greatest, points[end - 1].value);
      i = end;
    }
  }

  void take_one_by_one(std::span<const kept_point> points) {
    for (const auto& point : points) {
      if (!point.has_value()) {
        end_run();
        continue;
      }
      open_column_at(point.time);
      widen(point.value, point.value, point.value);
    }
  }

  /// Samples come steadily, so a column holds as many as the one before, or one more or less.
  [[nodiscard]] std::size_t end_of_column(std::span<const kept_point> points, std::size_t begin) {
    const std::size_t guess = begin + held_;
    __builtin_prefetch(points.data() + std::min(points.size() - 1, guess + 40));
    __builtin_prefetch(points.data() + std::min(points.size() - 1, guess + 44));
    for (const std::size_t end : {guess, guess + 1, guess - 1}) {
      if (end <= begin || end >= points.size()) continue;
      if (points[end - 1].time < column_end_ && points[end].time >= column_end_) {
        held_ = end - begin;
        return end;
      }
    }
    std::size_t end = begin + 1;
    while (end < points.size() && points[end].time < column_end_) ++end;
    held_ = end - begin;
    return end;
  }

  void take_wide(const history_bucket& bucket) {
    begin_kind(run_kind::buckets);
    for (const double time : {bucket.begin, bucket.end})
      add({time, bucket.minimum, bucket.maximum, bucket.average()});
  }

  /// A run of another kind begins where this one ends.
  void begin_kind(run_kind kind) {
    if (kind_ == kind) return;
    flush();
    const bool joined = joined_;
    const plot_item last = joined ? runs_.items.back() : plot_item{};
    end_run();
    kind_ = kind;
    if (joined) add({last.time, last.last, last.last, last.last});
  }

  void open_column_at(double time) {
    if (time < column_end_ && least_ <= greatest_) return;
    flush();
    const bool is_next = time >= column_end_ && time < (number_ + 2) * width_;
    number_ = is_next ? number_ + 1 : std::floor(time / width_);
    column_end_ = (number_ + 1) * width_;
    if (time >= column_end_) column_end_ = std::nextafter(time, infinity);  // rounding
  }

  void widen(double least, double greatest, double last) {
    least_ = std::min(least_, least);
    greatest_ = std::max(greatest_, greatest);
    last_ = last;
  }

  void flush() {
    if (least_ <= greatest_) {
      const double before = joined_ ? runs_.items.back().last : last_;
      add({(number_ + 0.5) * width_, std::min(least_, before), std::max(greatest_, before), last_});
    }
    least_ = infinity;
    greatest_ = -infinity;
  }

  void add(const plot_item& item) {
    runs_.items.push_back(item);
    joined_ = true;
  }

  plot_runs& runs_;
  double width_;
  bool every_point_;
  run_kind kind_ = run_kind::points;
  bool joined_ = false;  // whether the run has an item already
  double column_end_ = -infinity;
  double number_ = 0;     // of the column, counted from time 0
  std::size_t held_ = 1;  // points in the column before
  double least_ = infinity;
  double greatest_ = -infinity;
  double last_ = 0;
};

}  // namespace

void decimate(const series_history& history, plot_range window, std::size_t columns, plot_runs& runs) {
  runs.clear();
  if (history.empty() || window.length() <= 0 || columns == 0) return;
  const auto [begin, end] = window;
  std::size_t level = history.level_for(begin, end, most_points_a_column * columns);
  if (level > 0) level = std::max(level, history.level_for(begin, end, most_buckets_a_column * columns));
  const auto points = history.first_at_or_after(end) - history.first_at_or_after(begin);
  run_writer writer(runs, window.length() / static_cast<double>(columns), points <= 2 * columns);
  history.visit(
      begin, end, level, [&](std::span<const kept_point> stretch) { writer.take(stretch); },
      [&](const history_bucket& bucket) { writer.take(bucket); });
  writer.end_run();
}

}  // namespace perfdata::monitor
