// How a chart and a line are to be shown: what a person chose, and a layout file would keep.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace perfdata::monitor {

enum class chart_kind : std::uint8_t {
  lines,
  stacked,  ///< areas on top of each other: the parts of a whole
  bars,     ///< one bar a line: the values of one moment
  report,   ///< the numbers themselves
};

/// Names a chart. The first ones are made as they are needed, one for a unit (its number is the unit's); the
/// one that holds every unit is `everything`; those from `first_own` on a person made.
enum class chart_id : std::uint32_t { everything = 50, first_own = 100 };

/// Values that call for attention: those in [from, to], either of which may be infinite. A value.
struct threshold {
  double from = -std::numeric_limits<double>::infinity();
  double to = std::numeric_limits<double>::infinity();

  [[nodiscard]] bool holds(double value) const noexcept { return value >= from && value <= to; }
  friend bool operator==(const threshold&, const threshold&) = default;
};

/// A value.
struct chart_setup {
  std::optional<chart_kind> kind{};  ///< none: as the window's
  bool logarithmic = false;
  std::vector<threshold> thresholds{};  ///< in the unit of the chart's values
  std::string title{};                  ///< of a chart that a person made

  friend bool operator==(const chart_setup&, const chart_setup&) = default;
};

constexpr float widest_line = 8;   ///< points
constexpr int greatest_power = 7;  ///< as PerfMon has it

/// A value.
struct line_setup {
  std::optional<std::uint32_t> colour{};  ///< number of a palette colour; none: the one it was given
  float width = 0;                        ///< in points; 0: the theme's
  std::optional<int> power{};             ///< the chart shows value x 10^power; none: as the axis needs
  std::optional<chart_id> chart{};        ///< none: the one of its unit

  friend bool operator==(const line_setup&, const line_setup&) = default;
};

}  // namespace perfdata::monitor
