// What the charts show, as a log that other programs open.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/time_note.hpp"
#include "monitor/core/time_view.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

/// A value.
struct chart_export {
  std::vector<const series*> lines{};  ///< a column each
  time_range window{};                 ///< both ends are in it
};

/// What was written. A value.
struct export_summary {
  std::size_t columns = 0;
  std::uint64_t rows = 0;
  bool averaged = false;  ///< some of it is older than what is kept point by point, and is averages
};

/// Writes PDH-CSV: a row for each moment at which any line has a point, in the local time zone, down to the
/// millisecond; a line without one then, or with a gap, has none. Values are the counters' own, not the
/// charts' units. O(rows x lines); memory for one row. Errors: errc::invalid_argument when there is nothing
/// to write (no file is made); those of output_file.
[[nodiscard]] result<export_summary> write_chart_csv(const std::string& path, const chart_export& shown);

/// Writes the notes within the window beside it, "x.csv" having "x.notes.csv": PDH-CSV has no place for them.
/// Nothing is written when there are none. @returns the file, or an empty text. Errors: those of output_file.
[[nodiscard]] result<std::string> write_notes_beside(const std::string& path,
                                                     std::span<const time_note> notes,
                                                     const time_range& window);

}  // namespace perfdata::monitor
