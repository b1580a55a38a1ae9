// Everything that a panel may look at, as it stands between two drawings.
#pragma once

#include "monitor/core/display_unit.hpp"
#include "monitor/core/history/series_history.hpp"
#include "monitor/core/live_recorder.hpp"
#include "monitor/core/source_frame.hpp"
#include "monitor/core/time_view.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

namespace perfdata::monitor {

/// Numbers sources in the order in which they were added; never used twice.
enum class source_id : std::uint32_t {};

/// Which line: a source and a full counter path of it. A value.
struct series_key {
  source_id source{};
  std::string path{};

  friend bool operator==(const series_key&, const series_key&) = default;
  friend bool operator<(const series_key& a, const series_key& b) noexcept {
    return std::tie(a.source, a.path) < std::tie(b.source, b.path);
  }
};

/// One line of the chart and of the legend.
struct series {
  series_key key{};
  std::string name{};           ///< "% Processor Time (_Total)", with the machine when there are several
  row newest{};                 ///< the last one that came; its texts name the counter
  display_unit unit{};          ///< of the history's values, which have its factor applied
  std::uint32_t colour = 0;     ///< number of a palette colour: the lowest that was free
  std::uint64_t selection = 0;  ///< sample::selection of the last sample that had it
  bool present = false;         ///< whether the newest sample had it
  series_history history{};
};

struct source_view {
  source_id id{};
  std::string label{};  ///< as the user named it: "this machine", "\\HOST"
  std::shared_ptr<const source_frame> newest{};
};

/// Const to everyone but the session that keeps it; changes only inside session::advance() and apply().
struct frame {
  std::vector<source_view> sources{};
  std::vector<series> lines{};
  recording_state recording{};
  double newest_time = 0;  ///< of the last sample of any source, seconds since 1970; 0: none yet
};

/// What is known of any line's time, up to the newest sample of any source.
[[nodiscard]] known_time known_time_of(const frame& frame) noexcept;

/// The source of that id, or nullptr.
[[nodiscard]] const source_view* find_source(const frame& frame, source_id id) noexcept;

}  // namespace perfdata::monitor
