// Several logs as one, in the order of time.
#pragma once

#include <memory>
#include <vector>

#include <perfdata/recording/counter_log.hpp>

namespace perfdata {

/// All columns of all logs; a path that several have is one column. Samples of the same moment come together,
/// others each by itself with nothing for the columns of the others: thin the logs to one clock first
/// (log_query::every) when rows should be full. Logs whose values are cooked give cooked values. The zone is
/// that of the first log. One sample of each is held at a time; a sample costs O(logs + columns).
[[nodiscard]] std::unique_ptr<counter_log_reader> merge_logs(
    std::vector<std::unique_ptr<counter_log_reader>> logs);

}  // namespace perfdata
