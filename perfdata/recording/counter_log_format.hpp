// The formats of logs: opened by content, written by name.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/counter_log.hpp>

namespace perfdata {

enum class log_format : std::uint8_t { blg, pdh_csv, pdh_tsv, sqlite, jsonl, recording };

/// What a file is whose first bytes these are, at best some KiB of them; none for no log that this library
/// reads. CSV and TSV are one kind to a reader, pdh_csv.
[[nodiscard]] std::optional<log_format> recognise_log(byte_view start);

/// What the file at `path` is. Errors: those of random_file::open.
[[nodiscard]] result<std::optional<log_format>> recognise_log_file(const std::string& path);

/// Opens a log by its content. Errors: those of the format's open function; errc::unsupported for no log.
[[nodiscard]] result<std::unique_ptr<counter_log_reader>> open_counter_log(const std::string& path);

/// "csv", "tsv", "sqlite", "jsonl", "recording", or the end of a file's name behind its last point: "db" and
/// "perfdata" are others.
[[nodiscard]] std::optional<log_format> log_format_named(std::string_view name) noexcept;

/// Creates a log; a file of that name is replaced. "-" is standard output, of text only. `zone` is what
/// local times will be in, `title` a name for the log where the format keeps one. Errors: errc::unsupported
/// for a format that is only read; errc::invalid_argument for a database or a recording to standard output;
/// those of creating the file.
[[nodiscard]] result<std::unique_ptr<counter_log_writer>> create_counter_log(const std::string& path,
                                                                             log_format format,
                                                                             const pdh_zone& zone,
                                                                             const std::string& title);

}  // namespace perfdata
