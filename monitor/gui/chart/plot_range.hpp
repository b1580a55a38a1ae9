// A stretch of an axis and the pixels that it fills.
#pragma once

#include <cmath>

namespace perfdata::monitor {

/// A value: [begin, end] of time or of values.
struct plot_range {
  double begin = 0;
  double end = 1;

  [[nodiscard]] constexpr double length() const noexcept { return end - begin; }
  friend bool operator==(const plot_range&, const plot_range&) = default;
};

/// A linear or logarithmic map of a range onto pixels, either way up. A value. A logarithmic range is
/// positive, and values that are not land far below it.
struct pixel_map {
  plot_range range{};
  float first = 0;  ///< pixel of range.begin
  float last = 1;   ///< pixel of range.end
  bool logarithmic = false;

  [[nodiscard]] float to_pixel(double value) const noexcept {
    const double share = logarithmic ? log_share(value) : (value - range.begin) / range.length();
    return static_cast<float>(first + share * (last - first));
  }
  [[nodiscard]] double to_value(float pixel) const noexcept {
    const double share = static_cast<double>(pixel - first) / static_cast<double>(last - first);
    if (logarithmic) return range.begin * std::pow(range.end / range.begin, share);
    return range.begin + share * range.length();
  }

 private:
  [[nodiscard]] double log_share(double value) const noexcept {
    if (!(value > 0)) return -10;
    return std::log(value / range.begin) / std::log(range.end / range.begin);
  }
};

}  // namespace perfdata::monitor
