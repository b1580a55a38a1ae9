#include "monitor/core/history/recorded_line.hpp"

#include <utility>

namespace perfdata::monitor {

void recorded_line::begin(std::uint64_t pass, bool closely, double time, series_history& shown) {
  pass_ = pass;
  open_ = true;
  closely_ = closely;
  at_once_ = shown.empty();
  building_ = series_history(shown.limit());
  if (!closely) {
    look_.clear();
    return;
  }
  auto& target = at_once_ ? shown : building_;
  for (const auto& point : look_)
    if (point.time < time) target.push(point);
}

void recorded_line::push(std::uint64_t pass, bool closely, const history_point& point,
                         series_history& shown) {
  if (!open_ || pass != pass_) begin(pass, closely, point.time, shown);
  (at_once_ ? shown : building_).push(point);
  if (!closely) look_.push_back(point);
  last_ = point.time;
}

void recorded_line::finish(std::uint64_t pass, series_history& shown) {
  if (!open_ || pass != pass_) return;
  open_ = false;
  auto& target = at_once_ ? shown : building_;
  if (closely_)
    for (const auto& point : look_)
      if (point.time > last_) target.push(point);
  if (!at_once_) shown = std::exchange(building_, series_history());
}

}  // namespace perfdata::monitor
