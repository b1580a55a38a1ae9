#include "monitor/core/time_view.hpp"

#include <algorithm>

namespace perfdata::monitor {
namespace {

constexpr double least_shown = 15;

double end_of(const time_view& view, const known_time& known) noexcept {
  return view.frozen_at.value_or(known.end);
}

}  // namespace

time_range shown_range(const time_view& view, const known_time& known) noexcept {
  const double end = end_of(view, known);
  if (!view.follows()) return {end - view.span, end};
  const double past = std::max(0.0, end - known.begin);
  return {end - std::clamp(past, std::min(least_shown, view.span), view.span), end};
}

void zoom(time_view& view, double factor, double anchor, const known_time& known) noexcept {
  const auto shown = shown_range(view, known);
  const double span = std::clamp(shown.length() * factor, shortest_span, longest_span);
  if (!view.follows()) {
    const double right = (shown.end - anchor) / shown.length();
    view.frozen_at = anchor + right * span;
  }
  view.span = span;
}

void show_range(time_view& view, const time_range& range) noexcept {
  view.span = std::clamp(range.length(), shortest_span, longest_span);
  view.frozen_at = range.end;
}

void pan(time_view& view, double seconds, const known_time& known) noexcept {
  const auto shown = shown_range(view, known);
  if (view.follows() && seconds >= 0) return;
  view.span = shown.length();
  const double end = std::max(shown.end + seconds, known.begin + std::min(view.span, known.length()) / 10);
  if (end >= known.end && seconds > 0)
    view.frozen_at.reset();
  else
    view.frozen_at = end;
}

void fit(time_view& view, const known_time& known) noexcept {
  view.span = std::clamp(known.length(), shortest_span, longest_span);
  view.frozen_at.reset();
}

void pause(time_view& view, const known_time& known) noexcept {
  if (!view.follows()) return;
  const auto shown = shown_range(view, known);
  show_range(view, shown);
}

void follow(time_view& view) noexcept {
  view.frozen_at.reset();
}

}  // namespace perfdata::monitor
