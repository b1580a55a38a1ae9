// A file as a source of counters, told apart by its content.
#pragma once

#include <memory>
#include <string>

#include <perfdata/connection/counter_source.hpp>

namespace perfdata {

/// Opens a raw PERF_DATA_BLOCK, as RegQueryValueEx delivered it. The source answers "Global" and every list
/// of title indexes with the whole block: it holds what it holds, and a reader picks its objects out of an
/// answer in any case.
/// Errors: those of read_whole_file; errc::unsupported, saying what the file looks like, for one that is no
/// raw block; errc::truncated_data for one that ends inside its header.
[[nodiscard]] result<std::unique_ptr<counter_source>> open_file_source(const std::string& path);

}  // namespace perfdata
