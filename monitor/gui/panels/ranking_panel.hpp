// The instances of an object as a table: sorted by any counter, filtered, with the last minute of each.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/instance_ranking.hpp"
#include "monitor/core/selection.hpp"
#include "monitor/gui/look.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// Kept between frames. A resource.
struct ranking_memory {
  instance_ranking ranking{};
  std::optional<ranked_object> shown{};  ///< what `ranking` is of
  std::uint64_t taken = 0;               ///< sequence of the last sample that is in it
  std::string filter{};
  std::size_t sorted_by = 0;  ///< a counter; that behind the last: the name
  bool descending = true;
  std::vector<std::size_t> order{};
  bool stale = true;
};

/// Sets `chosen.ranked` to what is to be collected: Process, where there is one, until another object is
/// chosen. A click on a value shows its origin, a double click charts it.
void draw_ranking(const frame& frame, selection& chosen, const look& look, ranking_memory& memory);

}  // namespace perfdata::monitor
