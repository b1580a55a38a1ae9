// A recording as a log of counters, and a log of counters as a recording.
#pragma once

#include <memory>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/counter_log.hpp>

namespace perfdata {

/// Whether the file begins as recordings do.
[[nodiscard]] bool begins_like_recording(byte_view bytes) noexcept;

/// Opens the recording of one host or several: every counter of every block is a column with raw values.
/// Blocks of one time are one sample. Gaps are passed over, damage is skipped and noticed. The zone is UTC.
/// Errors: those of recording_reader::open; errc::unsupported in a build without recordings.
[[nodiscard]] result<std::unique_ptr<counter_log_reader>> open_recorded_log(const std::string& path);

/// Creates a recording; a file of that name is replaced. A sample becomes a block for each object of each
/// machine, with a title table made of the columns' names. What has no raw value is left out: of a log that
/// has none at all, writing the first sample that holds finished numbers fails with errc::invalid_argument.
/// Errors: those of recording_writer::open; errc::unsupported in a build without recordings.
[[nodiscard]] result<std::unique_ptr<counter_log_writer>> create_recorded_log(const std::string& path);

}  // namespace perfdata
