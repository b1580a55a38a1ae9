// The strokes, fills and shades of one lane.
#pragma once

#include "monitor/core/series_history.hpp"
#include "monitor/gui/chart/decimate.hpp"
#include "monitor/gui/chart/plot_range.hpp"

#include <imgui.h>
#include <vector>

namespace perfdata::monitor {

/// The rectangle of a lane's plot and its two maps. A value.
struct lane_frame {
  ImVec2 low{};   ///< upper left
  ImVec2 high{};  ///< lower right
  pixel_map x{};
  pixel_map y{};

  [[nodiscard]] ImVec2 at(const plot_point& point, double scale) const noexcept {
    return {x.to_pixel(point.time), y.to_pixel(point.value * scale)};
  }
};

/// How one line is drawn. A value.
struct stroke {
  ImU32 colour = 0;
  float width = 1;
  double scale = 1;
  float fill_alpha = 0;  ///< 0: no fill
};

/// Anti-aliased lines, one a run; a run of a single point becomes a dot. `pixels` is working memory.
void draw_runs(ImDrawList& list, const lane_frame& lane, const plot_runs& runs, const stroke& stroke,
               std::vector<ImVec2>& pixels);

/// Appends the stretches of `window` in which the source did not answer (status stale).
void append_outages(const series_history& history, plot_range window, std::vector<plot_range>& outages);

/// Shades the union of the stretches.
void draw_outages(ImDrawList& list, const lane_frame& lane, std::vector<plot_range>& outages, ImU32 colour);

/// `colour` with its alpha multiplied.
[[nodiscard]] ImU32 faded(ImU32 colour, float alpha) noexcept;

}  // namespace perfdata::monitor
