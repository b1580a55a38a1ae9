// What the user chose: the only thing that a panel changes.
#pragma once

#include "monitor/core/chart_setup.hpp"
#include "monitor/core/frame.hpp"
#include "monitor/core/ranked_object.hpp"
#include "monitor/core/source_options.hpp"
#include "monitor/core/time_note.hpp"
#include "monitor/core/time_view.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::monitor {

/// A path to be charted. `path.machine` is empty: the source says where.
struct chosen_path {
  source_id source{};
  counter_path path{};
  std::optional<chart_id> chart{};  ///< that its lines are put on; none: that of their unit

  friend bool operator==(const chosen_path&, const chosen_path&) = default;
};

/// Series of one unit share a lane, or all share one axis of 0 to 100 and are scaled by powers of ten.
enum class chart_layout : std::uint8_t { lane_per_unit, shared_axis };

/// Connect to another place and chart `paths` of it.
struct connect_request {
  source_options options{};
  std::vector<counter_path> paths{};
};
struct disconnect_request {
  source_id source{};
};
struct retry_request {
  source_id source{};
};
struct refresh_request {
  source_id source{};
};
/// Ask for each object alone, once, to learn what it costs there.
struct measure_request {
  source_id source{};
};
/// Record what the sources answer from now on; an empty path ends that.
struct record_request {
  std::string path{};
};
/// Keep what was written about a moment in the recording that is going on.
struct note_request {
  time_note note{};
};
struct pause_request {
  source_id source{};
  bool paused = false;
};
using request = std::variant<connect_request, disconnect_request, retry_request, refresh_request,
                             measure_request, record_request, note_request, pause_request>;

/// A value.
struct selection {
  std::vector<chosen_path> paths{};     ///< in the order in which they were asked for
  std::set<series_key> removed{};       ///< lines of a wildcard that were taken off the chart
  std::set<series_key> hidden{};        ///< lines that stay in the legend only
  std::optional<series_key> pointed{};  ///< the line under the mouse, in the legend or on the chart
  std::chrono::milliseconds interval{1000};
  time_view view{};  ///< of all charts
  chart_layout layout = chart_layout::lane_per_unit;
  chart_kind kind = chart_kind::lines;             ///< of charts whose setup does not say
  std::size_t chart_columns = 1;                   ///< charts side by side
  std::map<chart_id, chart_setup> charts{};        ///< what differs from the default, and charts of one's own
  std::map<series_key, line_setup> line_setups{};  ///< what differs from the default
  std::vector<chosen_path> dragged{};              ///< on their way to a chart
  std::vector<time_note> notes{};                  ///< in the order in which they were made
  std::optional<ranked_object> ranked{};           ///< collected for a table of its instances
  std::optional<series_key> inspected{};           ///< the value whose origin is shown
  source_id browsed{};                             ///< the source that the browser shows
  std::string filter{};                            ///< of the browser
  std::string language = "009";     ///< of the browser's names, as source_watch::set_language() has it
  bool connect_open = false;        ///< whether the connect dialog is to be shown
  std::vector<request> requests{};  ///< carried out, and emptied, by session::apply()
};

/// Adds a path, and takes back removals that it covers. One that is there already only changes its chart.
void choose(selection& chosen, const chosen_path& added);

/// Takes one line off: its own path when that was chosen, else the line is kept out of its wildcard.
void remove_line(selection& chosen, const series& line);

/// Whether this very path was chosen (wildcards are compared as written).
[[nodiscard]] bool is_chosen(const selection& chosen, const chosen_path& path) noexcept;

/// Takes a chosen path back, and with it the removals that it covered.
void unchoose(selection& chosen, const chosen_path& path);

/// All charts as `kind`, whatever each of them was shown as.
void show_all_as(selection& chosen, chart_kind kind);

/// Whether the path means this line, by English names or indexes.
[[nodiscard]] bool covers(const counter_path& path, const row& line) noexcept;

/// The first layout: processor, memory, disk and network.
[[nodiscard]] std::vector<counter_path> overview_paths();

}  // namespace perfdata::monitor
