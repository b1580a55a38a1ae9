// The strokes, fills and shades of one lane.
#pragma once

#include "monitor/core/history/series_history.hpp"
#include "monitor/gui/chart/decimate.hpp"
#include "monitor/gui/chart/plot_range.hpp"

#include <imgui.h>
#include <span>
#include <vector>

namespace perfdata::monitor {

/// The rectangle of a lane's plot and its two maps. A value.
struct lane_frame {
  ImVec2 low{};   ///< upper left
  ImVec2 high{};  ///< lower right
  pixel_map x{};
  pixel_map y{};

  [[nodiscard]] ImVec2 at(double time, double value) const noexcept {
    return {x.to_pixel(time), y.to_pixel(value)};
  }
  [[nodiscard]] bool holds(ImVec2 place) const noexcept {
    return place.x >= low.x && place.x <= high.x && place.y >= low.y && place.y <= high.y;
  }
};

/// How one line is drawn. A value.
struct stroke {
  ImU32 colour = 0;
  float width = 1;
  double scale = 1;
  float fill_alpha = 0;  ///< 0: no fill
  bool smooth = true;    ///< whether edges of columns fade; where lines are many nobody sees it
};

/// Points as anti-aliased lines, a lone one as a dot; columns as an unbroken band; buckets as a pale band
/// with their average in it. `pixels` is working memory.
void draw_runs(ImDrawList& list, const lane_frame& lane, const plot_runs& runs, const stroke& stroke,
               std::vector<ImVec2>& pixels);

/// An anti-aliased line through `pixels` that keeps its width where it turns sharply.
void draw_polyline(ImDrawList& list, std::span<const ImVec2> pixels, ImU32 colour, float width);

/// `colour` with its alpha multiplied.
[[nodiscard]] ImU32 faded(ImU32 colour, float alpha) noexcept;

}  // namespace perfdata::monitor
