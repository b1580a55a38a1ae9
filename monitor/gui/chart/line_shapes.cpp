#include "monitor/gui/chart/line_shapes.hpp"

#include "monitor/gui/chart/band.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace perfdata::monitor {
namespace {

/// Whether the line turns by more than some 60 degrees at b.
bool turns_sharply(ImVec2 a, ImVec2 b, ImVec2 c) {
  const ImVec2 in{b.x - a.x, b.y - a.y};
  const ImVec2 out{c.x - b.x, c.y - b.y};
  const float along = in.x * out.x + in.y * out.y;
  return along <= 0 || along * along < 0.25f * (in.x * in.x + in.y * in.y) * (out.x * out.x + out.y * out.y);
}

/// Fills a band piece by piece, so that a wide screen needs no memory of its own.
template <class ToCut, class Fill>
void fill_in_pieces(std::span<const plot_item> items, ToCut&& to_cut, Fill&& fill) {
  std::array<band_cut, 256> cuts;
  std::size_t held = 0;
  for (const auto& item : items) {
    cuts[held++] = to_cut(item);
    if (held < cuts.size()) continue;
    fill(std::span<const band_cut>(cuts));
    cuts[0] = cuts[held - 1];
    held = 1;
  }
  fill(std::span<const band_cut>(cuts).first(held));
}

/// Pixels of a value on a linear or logarithmic axis, the former without a function's call a point.
class to_pixels {
 public:
  to_pixels(const pixel_map& map, double scale) : map_(map), scale_(scale) {
    factor_ = (map.last - map.first) / map.range.length() * scale;
    offset_ = map.first - map.range.begin * (map.last - map.first) / map.range.length();
  }
  [[nodiscard]] float operator()(double value) const noexcept {
    return map_.logarithmic ? map_.to_pixel(value * scale_) : static_cast<float>(offset_ + value * factor_);
  }

 private:
  const pixel_map& map_;
  double scale_;
  double factor_;
  double offset_;
};

struct run_drawer {
  ImDrawList& list;
  const lane_frame& lane;
  const monitor::stroke& stroke;
  std::vector<ImVec2>& pixels;
  to_pixels x{lane.x, 1};
  to_pixels y{lane.y, stroke.scale};

  void draw(std::span<const plot_item> items, run_kind kind) const {
    if (items.size() == 1) return draw_dot(items.front());
    if (stroke.fill_alpha > 0) fill_below(items);
    switch (kind) {
      case run_kind::points: return draw_line(items);
      case run_kind::columns: return draw_columns(items);
      case run_kind::buckets: return draw_buckets(items);
    }
  }

  void draw_dot(const plot_item& item) const {
    list.AddCircleFilled({x(item.time), y(item.last)}, stroke.width * 1.25f, stroke.colour);
  }

  void draw_line(std::span<const plot_item> items) const {
    pixels.clear();
    for (const auto& item : items) pixels.push_back({x(item.time), y(item.last)});
    draw_polyline(list, pixels, stroke.colour, stroke.width);
  }

  /// From least to greatest, and never thinner than the line.
  [[nodiscard]] band_cut column(const plot_item& item) const noexcept {
    const float top = y(item.greatest);
    const float bottom = y(item.least);
    const float more = std::max(0.0f, stroke.width - (bottom - top)) / 2;
    return {x(item.time), top - more, bottom + more};
  }

  void draw_columns(std::span<const plot_item> items) const {
    fill_in_pieces(
        items, [&](const plot_item& item) { return column(item); },
        [&](std::span<const band_cut> cuts) {
          if (stroke.smooth)
            fill_smooth_band(list, cuts, stroke.colour);
          else
            fill_band(list, cuts, stroke.colour);
        });
  }

  void draw_buckets(std::span<const plot_item> items) const {
    fill_in_pieces(
        items, [&](const plot_item& item) { return column(item); },
        [&](std::span<const band_cut> cuts) { fill_band(list, cuts, faded(stroke.colour, 0.35f)); });
    draw_line(items);
  }

  void fill_below(std::span<const plot_item> items) const {
    const ImU32 colour = faded(stroke.colour, stroke.fill_alpha);
    fill_in_pieces(
        items,
        [&](const plot_item& item) {
          return band_cut{x(item.time), y(item.greatest), lane.high.y};
        },
        [&](std::span<const band_cut> cuts) {
          fill_fading_band(list, cuts, colour, colour & ~IM_COL32_A_MASK);
        });
  }
};

}  // namespace

// ImGui's polyline thins out where it turns sharply, and a spike fades: it is drawn in pieces between such
// turns.
void draw_polyline(ImDrawList& list, std::span<const ImVec2> pixels, ImU32 colour, float width) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i < pixels.size(); ++i) {
    const bool last = i + 1 == pixels.size();
    if (!last && !turns_sharply(pixels[i - 1], pixels[i], pixels[i + 1])) continue;
    list.AddPolyline(pixels.data() + begin, static_cast<int>(i - begin + 1), colour, ImDrawFlags_None, width);
    begin = i;
  }
}

ImU32 faded(ImU32 colour, float alpha) noexcept {
  const auto opaque = static_cast<float>((colour & IM_COL32_A_MASK) >> IM_COL32_A_SHIFT);
  const auto kept = static_cast<ImU32>(std::clamp(opaque * alpha, 0.0f, 255.0f));
  return (colour & ~IM_COL32_A_MASK) | (kept << IM_COL32_A_SHIFT);
}

void draw_runs(ImDrawList& list, const lane_frame& lane, const plot_runs& runs, const stroke& stroke,
               std::vector<ImVec2>& pixels) {
  const run_drawer drawer{list, lane, stroke, pixels};
  std::size_t begin = 0;
  for (const auto& run : runs.runs) {
    drawer.draw(std::span(runs.items).subspan(begin, run.end - begin), run.kind);
    begin = run.end;
  }
}

}  // namespace perfdata::monitor
