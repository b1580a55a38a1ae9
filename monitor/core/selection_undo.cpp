#include "monitor/core/selection_undo.hpp"

#include <utility>

namespace perfdata::monitor {

selection_undo::charted selection_undo::of(const selection& chosen) {
  return {chosen.paths,         chosen.removed, chosen.hidden,      chosen.layout, chosen.kind,
          chosen.chart_columns, chosen.charts,  chosen.line_setups, chosen.notes};
}

bool selection_undo::is_now(const selection& chosen) const {
  return chosen.paths == now_.paths && chosen.removed == now_.removed && chosen.hidden == now_.hidden &&
         chosen.layout == now_.layout && chosen.kind == now_.kind &&
         chosen.chart_columns == now_.chart_columns && chosen.charts == now_.charts &&
         chosen.line_setups == now_.line_setups && chosen.notes == now_.notes;
}

void selection_undo::note(const selection& chosen) {
  if (started_ && is_now(chosen)) return;
  auto previous = std::exchange(now_, of(chosen));
  if (!std::exchange(started_, true)) return;
  before_.push_back(std::move(previous));
  if (before_.size() > most) before_.pop_front();
  after_.clear();
}

bool selection_undo::move(std::deque<charted>& from, std::deque<charted>& to, selection& chosen,
                          const frame& seen) {
  note(chosen);
  if (from.empty()) return false;
  to.push_back(std::exchange(now_, std::move(from.back())));
  from.pop_back();
  std::erase_if(now_.paths,
                [&](const chosen_path& each) { return find_source(seen, each.source) == nullptr; });
  chosen.paths = now_.paths;
  chosen.removed = now_.removed;
  chosen.hidden = now_.hidden;
  chosen.layout = now_.layout;
  chosen.kind = now_.kind;
  chosen.chart_columns = now_.chart_columns;
  chosen.charts = now_.charts;
  chosen.line_setups = now_.line_setups;
  chosen.notes = now_.notes;
  return true;
}

bool selection_undo::undo(selection& chosen, const frame& seen) {
  return move(before_, after_, chosen, seen);
}

bool selection_undo::redo(selection& chosen, const frame& seen) {
  return move(after_, before_, chosen, seen);
}

}  // namespace perfdata::monitor
