// Lines on top of each other: the parts of a whole.
#pragma once

#include "monitor/gui/chart/lane.hpp"
#include "monitor/gui/chart/line_shapes.hpp"

#include <cstddef>
#include <vector>

namespace perfdata::monitor {

/// One line's values at evenly spaced moments. `average` is of the samples between two moments, or where
/// there are none the straight line between the samples around; `greatest` is of those samples. NaN in a gap.
struct stack_layer {
  std::vector<float> average{};
  std::vector<float> greatest{};
};

/// What the areas of a lane are made of, kept between frames for its memory. layers[i] is lines[i];
/// sums[i][k] is the top of layer i at moment k, over all layers below it.
struct stack {
  std::vector<double> moments{};
  std::vector<stack_layer> layers{};
  std::vector<std::vector<float>> sums{};
  std::vector<float> peaks{};  ///< the sum of what each line was at most around that moment
  plot_runs runs{};
};

/// Fills `into` for `moments` moments over `window`. A gap counts as 0, so that the others are still seen.
/// O(lines x moments), whatever the number of samples.
void build_stack(const chart_lane& lane, plot_range window, std::size_t moments, stack& into);

/// The highest sum, spikes included; 0 when there is none.
[[nodiscard]] double height_of(const stack& built) noexcept;

/// Fills each layer, the first line at the bottom, draws its upper edge, and above all a faint line that
/// tells how high the spikes were.
void draw_stack(ImDrawList& list, const lane_frame& frame, const chart_lane& lane, const stack& built,
                const chart_style& style);

}  // namespace perfdata::monitor
