// A source and counter paths become rows: the only place where bytes and connections meet.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <perfdata/base/clock.hpp>
#include <perfdata/collect/catalog.hpp>
#include <perfdata/collect/row.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata {

/// An object whose rows are missing because asking for it fails. A value.
struct left_out_rows {
  std::string object{};  ///< "object 230 (Process)"
  error why{};
};

/// What one call of collect() brought. A value.
struct collection {
  std::chrono::sys_time<hundred_ns> time{};  ///< the block's PerfTime100nSec; when that is not plausible the
                                             ///< time of the recording, or our clock
  std::vector<row> rows{};                   ///< in the order of the paths, then of the block
  std::vector<std::string> unmatched{};      ///< paths that matched nothing this time
  std::vector<defect> defects{};             ///< what the block had wrong, where it was read
  std::vector<left_out_rows> left_out{};     ///< objects that the source left out, so that the others answer
  std::size_t bytes = 0;                     ///< size of the answer
};

/// Samples the paths of one source again and again. A resource. The source must outlive it. Not thread-safe.
class collector {
 public:
  /// `names`: the source's title tables (read_names); English, localized and numeric spellings are resolved
  /// with it.
  collector(counter_source& source, source_names names);
  ~collector();
  collector(const collector&) = delete;
  collector& operator=(const collector&) = delete;

  /// Replaces what is collected. Series that stay keep their older sample. Machine parts of the paths are
  /// ignored. Errors: errc::not_found naming the object when a path's object is neither in the title table
  /// nor an index.
  [[nodiscard]] result<void> select(std::vector<counter_path> paths);

  /// One query for the objects needed and no others; rows for every path, wildcards expanded over what is
  /// there now. A row's older sample is the previous collect()'s of the same instance: same parent, name and
  /// occurrence, and for objects with an ID Process counter the same process. After an error the older
  /// samples are kept, so the next success computes over the longer interval.
  ///
  /// The collection is immutable and may be kept and handed to other threads for as long as they like; its
  /// memory is used again when the last of them lets go of it. What was found out about names and places is
  /// kept while the answers look the same, so that a sample costs the reading and cooking of its values, and
  /// what changed.
  [[nodiscard]] result<std::shared_ptr<const collection>> collect();

  /// The value name that collect() asks for, e.g. "2 238"; "Global" when an object is a wildcard.
  [[nodiscard]] const std::string& value_name() const noexcept;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace perfdata
