// What a poller publishes about its source: immutable, shared by whoever looks at it.
#pragma once

#include "monitor/core/object_cost.hpp"
#include "monitor/core/time_view.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/error.hpp>
#include <perfdata/collect/catalog.hpp>
#include <perfdata/collect/collector.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata::monitor {

enum class source_state : std::uint8_t {
  connecting,    ///< no answer yet
  live,          ///< the last query was answered
  reconnecting,  ///< the last query failed; the next one is tried by itself
  failed,        ///< it failed in a way that trying again does not mend: someone must act, then retry
  ended,         ///< a recording or log that was shown to its end; retry looks whether it has grown
  paused,        ///< connected, and asked not to sample
};

/// One word for people.
[[nodiscard]] std::string_view to_string(source_state state) noexcept;

/// One tick of the clock: the rows that came, or why none did. A value.
struct sample {
  std::uint64_t sequence = 0;   ///< counts a source's samples, failed ones included
  std::uint64_t selection = 0;  ///< how many times select() had been called when it was taken
  double time = 0;  ///< seconds since 1970-01-01T00:00:00Z on this computer's clock, at the request; for a
                    ///< recording on its recorder's, at the answer
  bool answered = false;   ///< false: the source did not, and every series has a gap here
  std::uint64_t pass = 0;  ///< of a recording: which reading of it, as recording_scan counts them; 0: live
  bool closely = false;    ///< of a recording: every moment of a stretch is read, and not some of the whole
  unsigned missed_ticks = 0;  ///< ticks that passed before this one because the source was slow
  std::shared_ptr<const collection> collected{};  ///< null when it was not answered

  [[nodiscard]] std::span<const row> rows() const noexcept {
    return collected ? std::span<const row>(collected->rows) : std::span<const row>();
  }
  /// Paths that matched nothing this time.
  [[nodiscard]] std::span<const std::string> unmatched() const noexcept {
    return collected ? std::span<const std::string>(collected->unmatched) : std::span<const std::string>();
  }
  /// Objects that were not asked for, so that the others answer.
  [[nodiscard]] std::span<const left_out_rows> left_out() const noexcept {
    return collected ? std::span<const left_out_rows>(collected->left_out) : std::span<const left_out_rows>();
  }
};

/// How far a recording was read. A value.
struct recording_progress {
  time_range whole{};             ///< from its first moment to its last one
  std::optional<double> asked{};  ///< where the person who opened it wants to begin
  std::uint64_t pass = 0;         ///< that is being read
  std::uint64_t passes_done = 0;
  double done = 0;  ///< of the pass, 0 to 1
};

/// A path that cannot be collected from this source at all.
struct rejected_path {
  counter_path path{};
  std::string reason{};
};

/// A source at a moment. A value; immutable once it is published.
struct source_frame {
  source_state state = source_state::connecting;
  std::string step{};                 ///< while connecting: what is being done
  std::string machine{};              ///< the source's own name, once it answered
  std::optional<error> last_error{};  ///< stays after a recovery, so that one can read what happened
  double last_error_time = 0;         ///< seconds since 1970
  std::shared_ptr<const perfdata::catalog> catalog{};     ///< null until it was read
  std::shared_ptr<const perfdata::catalog> translated{};  ///< the same in the language that was asked for,
                                                          ///< place by place; null: that is the catalog's
  std::string without_language{};       ///< why there is no translation; empty: nothing is missing
  std::chrono::microseconds latency{};  ///< of the last answered query
  std::size_t bytes = 0;                ///< of the last answered query
  double last_answer_time = 0;          ///< seconds since 1970; 0: never
  std::vector<std::shared_ptr<const sample>>
      recent{};                                   ///< oldest first, bounded; readers skip what they have
  std::optional<recording_progress> recording{};  ///< of a source that was recorded
  std::vector<rejected_path> rejected{};
  std::vector<object_cost> costs{};  ///< as far as they were measured, in the order of the catalog
};

}  // namespace perfdata::monitor
