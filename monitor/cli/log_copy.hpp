// One log written as another, with progress for the person who waits.
#pragma once

#include "monitor/cli/interrupt.hpp"

#include <cstdint>
#include <string>

#include <perfdata/base/result.hpp>
#include <perfdata/recording/counter_log.hpp>

namespace perfdata::cli {

/// Copies sample by sample until the end, `most` samples or a signal, and finishes the log that is written:
/// what was copied until a signal is whole. On a terminal the progress stands on standard error. Returns how
/// many samples were written. Errors: those of reader and writer.
[[nodiscard]] result<std::uint64_t> copy_log(counter_log_reader& from, counter_log_writer& to,
                                             std::uint64_t most, const interrupt& signals);

/// Says on standard error what a log's reader skipped. Returns whether it was anything.
bool report_skipped(const std::string& label, const log_notices& notices);

}  // namespace perfdata::cli
