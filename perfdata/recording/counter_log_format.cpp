#include <fmt/format.h>

#include <perfdata/base/ascii.hpp>
#include <perfdata/recording/blg_events.hpp>
#include <perfdata/recording/blg_log.hpp>
#include <perfdata/recording/counter_log_format.hpp>
#include <perfdata/recording/jsonl_log.hpp>
#include <perfdata/recording/output_file.hpp>
#include <perfdata/recording/pdh_log.hpp>
#include <perfdata/recording/random_file.hpp>
#include <perfdata/recording/recorded_log.hpp>
#include <perfdata/recording/sqlite_log.hpp>

namespace perfdata {
namespace {

constexpr std::size_t enough_to_tell = std::size_t{64} << 10U;

result<std::optional<log_format>> recognise(random_file& file) {
  byte_buffer start(enough_to_tell);
  const auto got = file.read(0, start);
  if (!got) return failure(got.error());
  start.resize(*got);
  return recognise_log(start);
}

}  // namespace

std::optional<log_format> recognise_log(byte_view start) {
  if (begins_like_blg(start)) return log_format::blg;
  if (begins_like_sqlite(start)) return log_format::sqlite;
  if (begins_like_recording(start)) return log_format::recording;
  if (begins_like_pdh_text(start)) return log_format::pdh_csv;
  if (begins_like_jsonl(start)) return log_format::jsonl;
  return std::nullopt;
}

result<std::optional<log_format>> recognise_log_file(const std::string& path) {
  auto file = random_file::open(path);
  if (!file) return failure(file.error());
  return recognise(**file);
}

result<std::unique_ptr<counter_log_reader>> open_counter_log(const std::string& path) {
  auto file = random_file::open(path);
  if (!file) return failure(file.error());
  const auto format = recognise(**file);
  if (!format) return failure(format.error());
  // A binary log whose first buffer is damaged is still read from the next one on.
  const auto kind = *format || log_format_named(path) != log_format::blg ? *format : log_format::blg;
  if (kind) switch (*kind) {
      case log_format::blg: return open_blg_log(std::move(*file));
      case log_format::sqlite: return open_sqlite_log(path);
      case log_format::recording: return open_recorded_log(path);
      case log_format::jsonl: return open_jsonl_log(std::move(*file));
      case log_format::pdh_csv:
      case log_format::pdh_tsv: return open_pdh_log(std::move(*file));
    }
  return failure({.code = errc::unsupported,
                  .message = fmt::format("\"{}\" is no log of counters that is known here", path),
                  .advice =
                      "give a .blg, a PDH-CSV or PDH-TSV, a SQLite database of PDH's tables, JSON lines or "
                      "a recording"});
}

std::optional<log_format> log_format_named(std::string_view name) noexcept {
  if (const auto point = name.rfind('.'); point != std::string_view::npos) name.remove_prefix(point + 1);
  const auto is = [&](std::string_view known) { return equals_ignoring_case(name, known); };
  if (is("csv")) return log_format::pdh_csv;
  if (is("tsv")) return log_format::pdh_tsv;
  if (is("sqlite") || is("sqlite3") || is("db")) return log_format::sqlite;
  if (is("jsonl")) return log_format::jsonl;
  if (is("perfdata") || is("recording")) return log_format::recording;
  if (is("blg")) return log_format::blg;
  return std::nullopt;
}

result<std::unique_ptr<counter_log_writer>> create_counter_log(const std::string& path, log_format format,
                                                               const pdh_zone& zone,
                                                               const std::string& title) {
  if (path == "-" && (format == log_format::sqlite || format == log_format::recording))
    return failure({.code = errc::invalid_argument,
                    .message = "a database or a recording cannot go to standard output",
                    .advice = "name a file"});
  if (format == log_format::sqlite) return create_sqlite_log(path, zone, title);
  if (format == log_format::recording) return create_recorded_log(path);
  if (format == log_format::blg)
    return failure({.code = errc::unsupported,
                    .message = "binary logs (.blg) are read, not written",
                    .advice = "write csv, tsv, sqlite, jsonl or a recording"});
  auto out = output_file::create(path);
  if (!out) return failure(out.error());
  if (format == log_format::jsonl) return write_jsonl_log(std::move(*out));
  return write_pdh_log(std::move(*out), format == log_format::pdh_tsv ? pdh_format::tsv : pdh_format::csv,
                       zone);
}

}  // namespace perfdata
