// The numbers of a line's row: of what is shown, of the moment under the mouse, or of the marked range.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/history/range_statistics.hpp"
#include "monitor/core/time_view.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// Statistics of the marked range, kept until the range or its values change.
class marked_statistics {
 public:
  /// Valid until the next call.
  const range_statistics& of(const series& line, const time_range& range);

 private:
  struct known {
    double newest = 0;
    range_statistics found{};
  };
  std::optional<time_range> range_{};
  std::map<series_key, known> known_{};
  std::vector<weighed_value> work_{};
};

/// A number of a row. A value.
struct legend_cell {
  std::string text{};
  bool is_gap = false;  ///< the text is the reason for one
};

/// Headings of the cells below: "Last" or the time under the mouse, "Min", "Average", "Max"; of a marked
/// range "Last", "Average", "Min", "Max", "P50", "P95", "Integral", "Duration".
[[nodiscard]] std::vector<std::string> legend_headings(const time_view& view);

/// In the order of the headings. Of buckets, values come with a "≈" where they are not exact.
[[nodiscard]] std::vector<legend_cell> legend_cells(const series& line, const time_view& view,
                                                    const time_range& shown, marked_statistics& marked);

/// "1.5 GiB" for a rate of bytes, "12.5 % s" for percentages: the unit times a second.
[[nodiscard]] std::string integral_text(double integral, unit_kind unit);

/// "250 ms", "4.2 s", "2 min 10 s", "3 h 20 min", "2 d 4 h".
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace perfdata::monitor
