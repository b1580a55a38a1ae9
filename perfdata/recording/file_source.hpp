// A file as a source of counters, told apart by its content.
#pragma once

#include <memory>
#include <string>

#include <perfdata/connection/counter_source.hpp>

namespace perfdata {

/// Opens a raw PERF_DATA_BLOCK, as RegQueryValueEx delivered it. The source answers "Global" and every list
/// of title indexes with the whole block: it holds what it holds, and a reader picks its objects out of an
/// answer in any case. It answers "Counter 009" with base_names(), as a block brings no
/// names of its own.
/// Errors: those of read_whole_file and data_block::parse; errc::unsupported for a file that does not begin
/// as a raw block does.
[[nodiscard]] result<std::unique_ptr<counter_source>> open_file_source(const std::string& path);

}  // namespace perfdata
