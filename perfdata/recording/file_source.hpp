// A file as a source of counters, told apart by its content.
#pragma once

#include <memory>
#include <string>

#include <perfdata/connection/counter_source.hpp>

namespace perfdata {

/// Opens a recording (open_replay_source; `host` picks one of several, empty text the first), a log of
/// counters of any kind that open_counter_log reads (open_logged_source, `host` likewise) or a raw
/// PERF_DATA_BLOCK, as RegQueryValueEx delivered it. A raw block's source answers "Global" and every list of
/// title indexes with the whole block: it holds what it holds, and a reader picks its objects out of an
/// answer in any case. It answers "Counter 009" with base_names(), as a block brings no
/// names of its own.
/// Errors name the file: those of open_replay_source; those of open_counter_log and open_logged_source; those
/// of read_whole_file and data_block::parse; errc::unsupported for a file that begins as none of them does.
[[nodiscard]] result<std::unique_ptr<counter_source>> open_file_source(const std::string& path,
                                                                       const std::string& host = {});

}  // namespace perfdata
