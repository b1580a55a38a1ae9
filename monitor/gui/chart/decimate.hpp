// From a history to the few points that a row of pixels can show, without losing a spike.
#pragma once

#include "monitor/core/series_history.hpp"
#include "monitor/gui/chart/plot_range.hpp"

#include <cstddef>
#include <vector>

namespace perfdata::monitor {

struct plot_point {
  double time = 0;
  double value = 0;

  friend bool operator==(const plot_point&, const plot_point&) = default;
};

/// Unbroken lines: run r is points[run_end(r-1), run_ends[r]). Kept between frames so that its memory is
/// reused.
struct plot_runs {
  std::vector<plot_point> points{};
  std::vector<std::size_t> run_ends{};

  void clear() noexcept {
    points.clear();
    run_ends.clear();
  }
};

/// Fills `runs` with what lies in `window`, and one point beyond either side so that lines reach the edges.
/// A gap ends a run. With more than two points a column, each column keeps its first, least, greatest and
/// last point in their order, so minima and maxima survive exactly. Columns are counted from time 0 and not
/// from the window's begin: a line keeps its shape while the window moves over it. Complexity: O(points in
/// the window); allocates only while `runs` grows.
void decimate(const series_history& history, plot_range window, std::size_t columns, plot_runs& runs);

}  // namespace perfdata::monitor
