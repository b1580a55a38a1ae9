// Taking back what was charted, taken off, hidden, or arranged.
#pragma once

#include "monitor/core/selection.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <vector>

namespace perfdata::monitor {

/// A value.
class selection_undo {
 public:
  static constexpr std::size_t most = 100;

  /// Call once a frame: remembers what was there before a change.
  void note(const selection& chosen);

  /// Goes back by one change, or forward again. @returns whether there was one. Of sources that have gone
  /// nothing comes back.
  bool undo(selection& chosen, const frame& seen);
  bool redo(selection& chosen, const frame& seen);

 private:
  struct charted {
    std::vector<chosen_path> paths{};
    std::set<series_key> removed{};
    std::set<series_key> hidden{};
    chart_layout layout{};
    chart_kind kind{};
    std::size_t chart_columns = 1;
    std::map<chart_id, chart_setup> charts{};
    std::map<series_key, line_setup> line_setups{};
    std::vector<time_note> notes{};
    friend bool operator==(const charted&, const charted&) = default;
  };
  [[nodiscard]] static charted of(const selection& chosen);
  [[nodiscard]] bool is_now(const selection& chosen) const;
  bool move(std::deque<charted>& from, std::deque<charted>& to, selection& chosen, const frame& seen);

  bool started_ = false;
  charted now_;
  std::deque<charted> before_;
  std::deque<charted> after_;
};

}  // namespace perfdata::monitor
