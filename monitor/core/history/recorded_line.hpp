// How the history of a recorded counter comes together out of a look over all and what was read closely.
#pragma once

#include "monitor/core/history/series_history.hpp"

#include <cstdint>
#include <vector>

namespace perfdata::monitor {

/// A value, beside the history that charts show. Points of a pass replace what is shown when the pass has
/// ended; where nothing is shown yet they are seen at once.
class recorded_line {
 public:
  /// A point of `pass`; those of one pass come in the order of time. `closely`: the pass reads every moment
  /// of a stretch; around it stays what the last look over all found.
  void push(std::uint64_t pass, bool closely, const history_point& point, series_history& shown);

  /// The pass has ended. Nothing happens when the line had no part in it. Linear in the points of the look.
  void finish(std::uint64_t pass, series_history& shown);

 private:
  void begin(std::uint64_t pass, bool closely, double time, series_history& shown);

  std::uint64_t pass_ = 0;
  bool open_ = false;
  bool closely_ = false;
  bool at_once_ = false;
  double last_ = 0;
  std::vector<history_point> look_;
  series_history building_;
};

}  // namespace perfdata::monitor
