// From a history to what a row of pixels can show, without losing a spike.
#pragma once

#include "monitor/core/history/series_history.hpp"
#include "monitor/gui/chart/plot_range.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace perfdata::monitor {

/// What one moment, column of pixels or bucket comes to. A value. For a point least, greatest and last are
/// the same; for a column least and greatest also hold the last value of the column before, so that columns
/// beside each other touch.
struct plot_item {
  double time = 0;
  double least = 0;
  double greatest = 0;
  double last = 0;

  friend bool operator==(const plot_item&, const plot_item&) = default;
};

enum class run_kind : std::uint8_t {
  points,   ///< every point, joined by a line
  columns,  ///< a column of pixels each: from least to greatest
  buckets,  ///< points that are gone, two items a bucket, at its ends; `last` is its average
};

/// A stretch without a gap. A value.
struct plot_run {
  std::size_t end = 0;  ///< the items before it and after the previous run's end are its own
  run_kind kind = run_kind::points;

  friend bool operator==(const plot_run&, const plot_run&) = default;
};

/// Kept between frames so that its memory is reused.
struct plot_runs {
  std::vector<plot_item> items{};
  std::vector<plot_run> runs{};

  void clear() noexcept {
    items.clear();
    runs.clear();
  }
};

/// Fills `runs` with what lies in `window`, and one item beyond either side so that lines reach the edges.
/// A gap ends a run. With more than two points a column, points become columns, which keep their least and
/// greatest value exactly; with more than 16, buckets do, each in the column of its middle. Columns are
/// counted from time 0 and not from the window's begin: a line keeps its shape while the window moves over
/// it. Complexity: O(columns), however many points there are: at most 16 points or 8 buckets a column are
/// read; allocates only while `runs` grows.
void decimate(const series_history& history, plot_range window, std::size_t columns, plot_runs& runs);

}  // namespace perfdata::monitor
