// PDH-CSV and PDH-TSV files as logs of counters: what typeperf, relog, PerfMon, `perfdata watch` and programs
// that saved such a table again write.
#pragma once

#include <memory>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/counter_log.hpp>
#include <perfdata/recording/output_file.hpp>
#include <perfdata/recording/pdh_text.hpp>
#include <perfdata/recording/random_file.hpp>

namespace perfdata {

/// Whether a text begins as a PDH log does, blank lines before it allowed: "(PDH-", or a first field in
/// parentheses and a counter path behind it.
[[nodiscard]] bool begins_like_pdh_text(byte_view bytes);

/// Opens a text log of any size; a line of it is in memory at a time. Values are finished numbers: there are
/// no raw ones. Commas, tabs or semicolons, decimal points or commas, ANSI, UTF-8 or UTF-16, dates in the
/// order of PDH or another: what a file has is found out from its first lines. A further first line, as in
/// files put together, begins other columns. Lines that are no sample are skipped and noticed. Times are
/// local to the zone that the file states; its one bias turns them to UTC.
///
/// Errors: those of reading the file; errc::unsupported for a file that begins otherwise.
[[nodiscard]] result<std::unique_ptr<counter_log_reader>> open_pdh_log(std::unique_ptr<random_file> file);

/// Writes what the functions of pdh_text.hpp print: the columns of the first sample are those of the file.
[[nodiscard]] std::unique_ptr<counter_log_writer> write_pdh_log(std::unique_ptr<output_file> out,
                                                                pdh_format format, const pdh_zone& zone);

}  // namespace perfdata
