// Which stretch of time all charts show, and what a person points at in it.
//
// There is one time_view for all charts of a window, so their time axes, their crosshair and their marked
// range are one. Charts read it, and report what the mouse does by the functions below; nothing else moves
// it.
#pragma once

#include <optional>

namespace perfdata::monitor {

/// A value: from `begin` to `end`, seconds since 1970-01-01T00:00:00Z.
struct time_range {
  double begin = 0;
  double end = 0;

  [[nodiscard]] constexpr double length() const noexcept { return end - begin; }
  friend bool operator==(const time_range&, const time_range&) = default;
};

/// A value.
struct time_view {
  double span = 120;                   ///< seconds that are shown
  std::optional<double> frozen_at{};   ///< the right end; none while the view follows the newest sample
  std::optional<double> crosshair{};   ///< the moment under the mouse, in whichever chart it is
  std::optional<time_range> marked{};  ///< what was dragged over, its ends in order

  [[nodiscard]] bool follows() const noexcept { return !frozen_at.has_value(); }
};

/// What there is to be seen: from the oldest thing known to the newest sample. A value.
using known_time = time_range;

constexpr double shortest_span = 0.05;  ///< seconds
constexpr double longest_span = 40 * 365.25 * 86'400;

/// The stretch that is shown. A view that follows and has a short past shows that past, but a quarter of a
/// minute (or its whole span, if that is less) at least.
[[nodiscard]] time_range shown_range(const time_view& view, const known_time& known) noexcept;

/// Makes the span `factor` times as long around `anchor`, which stays where it is on the screen. A view that
/// follows goes on following: its right end stays.
void zoom(time_view& view, double factor, double anchor, const known_time& known) noexcept;

/// Shows exactly that stretch, and stands still.
void show_range(time_view& view, const time_range& range) noexcept;

/// Moves by `seconds`, to the past if negative. Moving beyond the newest sample follows it again; the past
/// ends where nothing is known.
void pan(time_view& view, double seconds, const known_time& known) noexcept;

/// Shows all that is known, and follows.
void fit(time_view& view, const known_time& known) noexcept;

/// Stands still, or follows again.
void pause(time_view& view, const known_time& known) noexcept;
void follow(time_view& view) noexcept;

}  // namespace perfdata::monitor
