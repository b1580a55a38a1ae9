#include "monitor/gui/chart/decimate.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace perfdata::monitor {
namespace {

/// The four points that stand for one column.
class column_extremes {
 public:
  void add(const plot_point& point) {
    if (count_++ == 0) {
      first_ = least_ = greatest_ = last_ = point;
      return;
    }
    if (point.value < least_.value) least_ = point;
    if (point.value > greatest_.value) greatest_ = point;
    last_ = point;
  }

  void flush_to(std::vector<plot_point>& points) {
    if (count_ == 0) return;
    const auto& [early, late] =
        least_.time <= greatest_.time ? std::pair(least_, greatest_) : std::pair(greatest_, least_);
    points.push_back(first_);
    for (const auto& point : {early, late, last_})
      if (point.time > points.back().time) points.push_back(point);
    count_ = 0;
  }

 private:
  std::size_t count_ = 0;
  plot_point first_{}, least_{}, greatest_{}, last_{};
};

void end_run(plot_runs& runs) {
  const std::size_t begin = runs.run_ends.empty() ? 0 : runs.run_ends.back();
  if (runs.points.size() > begin) runs.run_ends.push_back(runs.points.size());
}

}  // namespace

void decimate(const series_history& history, plot_range window, std::size_t columns, plot_runs& runs) {
  runs.clear();
  if (history.empty() || window.length() <= 0 || columns == 0) return;
  const std::size_t inside = history.first_at_or_after(window.begin);
  const std::size_t first = inside > 0 ? inside - 1 : 0;
  const std::size_t last = std::min(history.first_at_or_after(window.end) + 1, history.size());
  const bool every_point = last - first <= 2 * columns;
  const double column_width = window.length() / static_cast<double>(columns);

  column_extremes column;
  double current = 0;
  for (std::size_t i = first; i < last; ++i) {
    const auto& point = history[i];
    if (!point.has_value()) {
      column.flush_to(runs.points);
      end_run(runs);
      continue;
    }
    const double number = every_point ? point.time : std::floor(point.time / column_width);
    if (number != current) column.flush_to(runs.points);
    current = number;
    column.add({point.time, point.value});
  }
  column.flush_to(runs.points);
  end_run(runs);
}

}  // namespace perfdata::monitor
