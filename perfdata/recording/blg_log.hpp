// A binary performance log (.blg) as a log of counters: what logman, Data Collector Sets and relog write.
#pragma once

#include <memory>

#include <perfdata/base/result.hpp>
#include <perfdata/recording/counter_log.hpp>
#include <perfdata/recording/random_file.hpp>

namespace perfdata {

/// Opens a log of any size; a buffer of it is in memory at a time, and what its columns need. Samples have
/// raw values. Counters, wildcards and whole objects are read, of 32- and 64-bit machines, also of a circular
/// log that went round and with damaged buffers, which are skipped and noticed. Times are those of the log's
/// machine, turned to UTC with the rules of the time zone that the log states.
///
/// Errors: those of reading the file; errc::truncated_data for a file without one whole buffer header;
/// errc::malformed_data for an ETW log without PDH's counter list. Reads as far as the first counter list.
[[nodiscard]] result<std::unique_ptr<counter_log_reader>> open_blg_log(std::unique_ptr<random_file> file);

}  // namespace perfdata
