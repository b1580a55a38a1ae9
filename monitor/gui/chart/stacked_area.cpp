#include "monitor/gui/chart/stacked_area.hpp"

#include "monitor/gui/chart/band.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace perfdata::monitor {
namespace {

constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

/// Averages samples by the moment that is nearest to them, and joins what lies between.
class layer_builder {
 public:
  layer_builder(stack_layer& layer, plot_range window, std::size_t moments, double scale)
      : layer_(layer),
        begin_(window.begin),
        step_(window.length() / static_cast<double>(moments - 1)),
        last_(static_cast<double>(moments - 1)),
        scale_(scale) {
    layer_.average.assign(moments, nothing);
    layer_.greatest.assign(moments, nothing);
  }

  void add(double time, double value, double greatest, double weight) {
    const double place = std::round((time - begin_) / step_);
    if (place != place_) settle();
    place_ = place;
    sum_ += value * scale_ * weight;
    weight_ += weight;
    greatest_ = std::max(greatest_, greatest * scale_);
  }

  void gap() {
    settle();
    before_ = {};
  }

  void settle() {
    if (weight_ <= 0) return;
    const known now{true, place_, sum_ / weight_, greatest_};
    if (before_.is) join(before_, now);
    set(now.place, now.value, now.greatest);
    before_ = now;
    sum_ = weight_ = 0;
    greatest_ = -std::numeric_limits<double>::infinity();
  }

 private:
  struct known {
    bool is = false;
    double place = 0;  // whole
    double value = 0;
    double greatest = 0;
  };

  void set(double place, double value, double greatest) {
    if (place < 0 || place > last_) return;
    const auto at = static_cast<std::size_t>(place);
    layer_.average[at] = static_cast<float>(value);
    layer_.greatest[at] = static_cast<float>(greatest);
  }

  void join(const known& from, const known& to) {
    const double first = std::max(0.0, from.place + 1);
    const double end = std::min(to.place, last_ + 1);
    if (first >= end) return;
    for (auto at = static_cast<std::size_t>(first); at < static_cast<std::size_t>(end); ++at) {
      const auto place = static_cast<double>(at);
      const double share = (place - from.place) / (to.place - from.place);
      const double value = from.value + (to.value - from.value) * share;
      set(place, value, value);
    }
  }

  stack_layer& layer_;
  double begin_;
  double step_;
  double last_;
  double scale_;
  known before_{};
  double place_ = -1e300;
  double sum_ = 0;
  double weight_ = 0;
  double greatest_ = -std::numeric_limits<double>::infinity();
};

void build_layer(const chart_line& line, plot_range window, std::size_t moments, stack_layer& layer) {
  layer_builder builder(layer, window, moments, line.scale);
  const auto level = line.history->level_for(window.begin, window.end, 16 * moments);
  line.history->visit(
      window.begin, window.end, level,
      [&](std::span<const kept_point> points) {
        for (const auto& point : points)
          if (point.has_value())
            builder.add(point.time, point.value, point.value, 1);
          else
            builder.gap();
      },
      [&](const history_bucket& bucket) {
        if (bucket.values == 0) return builder.gap();
        const double share = bucket.values / 2.0;
        builder.add(bucket.begin, bucket.average(), bucket.maximum, share);
        builder.add(bucket.end, bucket.average(), bucket.maximum, share);
        if (bucket.has_gaps()) builder.gap();
      });
  builder.settle();
}

}  // namespace

void build_stack(const chart_lane& lane, plot_range window, std::size_t moments, stack& into) {
  moments = std::max<std::size_t>(moments, 2);
  into.layers.resize(lane.lines.size());
  into.sums.resize(lane.lines.size());
  into.moments.resize(moments);
  into.peaks.assign(moments, nothing);
  for (std::size_t k = 0; k < moments; ++k)
    into.moments[k] =
        window.begin + window.length() * static_cast<double>(k) / static_cast<double>(moments - 1);
  for (std::size_t i = 0; i < lane.lines.size(); ++i) {
    build_layer(lane.lines[i], window, moments, into.layers[i]);
    auto& sums = into.sums[i];
    sums.resize(moments);
    for (std::size_t k = 0; k < moments; ++k) {
      const float below = i > 0 ? into.sums[i - 1][k] : nothing;
      const float own = into.layers[i].average[k];
      const float peak = into.layers[i].greatest[k];
      sums[k] = std::isnan(below) ? own : std::isnan(own) ? below : below + own;
      if (!std::isnan(peak)) into.peaks[k] = std::isnan(into.peaks[k]) ? peak : into.peaks[k] + peak;
    }
  }
}

double height_of(const stack& built) noexcept {
  float highest = 0;
  for (const float peak : built.peaks)
    if (peak > highest) highest = peak;
  return static_cast<double>(highest);
}

namespace {

/// A stretch of moments at which there is something, [begin, end).
template <class Use>
void for_each_stretch(const std::vector<float>& tops, Use&& use) {
  std::size_t begin = 0;
  while (begin < tops.size()) {
    if (std::isnan(tops[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < tops.size() && !std::isnan(tops[end])) ++end;
    use(begin, end);
    begin = end;
  }
}

void draw_edge(ImDrawList& list, const std::vector<band_cut>& cuts, std::vector<ImVec2>& pixels, ImU32 colour,
               float width) {
  pixels.clear();
  for (const auto& cut : cuts) pixels.push_back({cut.x, cut.top});
  draw_polyline(list, pixels, colour, width);
}

}  // namespace

void draw_stack(ImDrawList& list, const lane_frame& frame, const chart_lane& lane, const stack& built,
                const chart_style& style) {
  const bool some = std::any_of(lane.lines.begin(), lane.lines.end(),
                                [](const chart_line& line) { return line.emphasised; });
  std::vector<band_cut> cuts;
  std::vector<ImVec2> pixels;
  for (std::size_t i = 0; i < lane.lines.size(); ++i) {
    const auto& line = lane.lines[i];
    const float shown = some ? (line.emphasised ? 0.95f : 0.25f) : 0.62f;
    for_each_stretch(built.sums[i], [&](std::size_t begin, std::size_t end) {
      cuts.clear();
      for (std::size_t k = begin; k < end; ++k) {
        const float below = i > 0 ? built.sums[i - 1][k] : nothing;
        cuts.push_back({frame.x.to_pixel(built.moments[k]),
                        frame.y.to_pixel(static_cast<double>(built.sums[i][k])),
                        frame.y.to_pixel(std::isnan(below) ? 0 : static_cast<double>(below))});
      }
      fill_band(list, cuts, faded(line.colour, shown));
      // The edges of layers that are too thin to be seen would add up to a dark line.
      const bool seen = std::any_of(cuts.begin(), cuts.end(),
                                    [](const band_cut& cut) { return cut.bottom - cut.top > 1.5f; });
      if (seen)
        draw_edge(list, cuts, pixels, faded(line.colour, some && !line.emphasised ? 0.4f : 1), style.scale);
    });
  }
  for_each_stretch(built.peaks, [&](std::size_t begin, std::size_t end) {
    bool higher = false;
    cuts.clear();
    for (std::size_t k = begin; k < end; ++k) {
      higher = higher || built.peaks[k] > built.sums.back()[k] * 1.02f;
      cuts.push_back({frame.x.to_pixel(built.moments[k]),
                      frame.y.to_pixel(static_cast<double>(built.peaks[k])), frame.high.y});
    }
    if (higher) draw_edge(list, cuts, pixels, faded(style.axis_text, 0.6f), style.scale);
  });
}

}  // namespace perfdata::monitor
