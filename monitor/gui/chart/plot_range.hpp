// A stretch of an axis and the pixels that it fills.
#pragma once

namespace perfdata::monitor {

/// A value: [begin, end] of time or of values.
struct plot_range {
  double begin = 0;
  double end = 1;

  [[nodiscard]] constexpr double length() const noexcept { return end - begin; }
  friend bool operator==(const plot_range&, const plot_range&) = default;
};

/// A linear map of a range onto pixels, either way up. A value.
struct pixel_map {
  plot_range range{};
  float first = 0;  ///< pixel of range.begin
  float last = 1;   ///< pixel of range.end

  [[nodiscard]] constexpr float to_pixel(double value) const noexcept {
    return static_cast<float>(first + (value - range.begin) / range.length() * (last - first));
  }
  [[nodiscard]] constexpr double to_value(float pixel) const noexcept {
    return range.begin +
           static_cast<double>(pixel - first) / static_cast<double>(last - first) * range.length();
  }
};

}  // namespace perfdata::monitor
