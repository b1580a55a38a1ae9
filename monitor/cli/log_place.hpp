// A log behind --file: what list, show, watch and explain do with it.
#pragma once

#include "monitor/cli/command.hpp"
#include "monitor/cli/sample_writer.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/collect/catalog.hpp>
#include <perfdata/collect/row.hpp>
#include <perfdata/recording/counter_log.hpp>

namespace perfdata::cli {

/// Whether the file is a log of counters rather than a recording, which is replayed, a raw block, or nothing
/// that is known. A file that cannot
/// be read is no log: opening it as what it is not says why.
[[nodiscard]] bool is_counter_log(const std::string& file);

/// Every column as a catalog: what `list` prints. Reads all of a log whose instances come and go.
[[nodiscard]] result<catalog> log_catalog(const std::string& file);

/// The rows of one moment of a log, each with the sample before it where there is one.
struct log_moment {
  std::chrono::sys_time<hundred_ns> time{};
  std::vector<row> rows{};
  std::vector<error> unmatched{};  ///< paths that match no column
};

/// The last sample: what `show` and `explain` print. Errors: those of the log, errc::invalid_argument for a
/// path.
[[nodiscard]] result<log_moment> last_of_log(const std::string& file, const std::vector<std::string>& paths);

/// Every sample, at once rather than in the time it took: what `watch` does with a log.
[[nodiscard]] exit_code watch_log(const std::string& file, const std::vector<std::string>& paths,
                                  watch_format format, const std::string& output, std::uint64_t most);

}  // namespace perfdata::cli
