#include "monitor/gui/redraw_schedule.hpp"

namespace perfdata::monitor {

bool redraw_schedule::draw_now(clock::time_point now, bool minimized) noexcept {
  if (minimized) {
    owed_ = 0;  // coming back is input
    return false;
  }
  const bool moves = is_attentive(now) && now - drawn_ >= attentive;
  if (owed_ == 0 && !moves) return false;
  if (owed_ > 0) --owed_;
  drawn_ = now;
  return true;
}

redraw_schedule::clock::duration redraw_schedule::patience(clock::time_point now) const noexcept {
  if (owed_ > 0) return clock::duration::zero();
  return is_attentive(now) ? attentive : idle;
}

}  // namespace perfdata::monitor
