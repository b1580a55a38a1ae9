// SQLite databases as logs of counters, with the three tables that PDH keeps in SQL Server.
//
// Source: MicrosoftDocs/win32 "SQL log file schema" (CounterData, CounterDetails, DisplayToID). Times are
// text in UTC, "2016-11-26 21:46:30.874"; 64-bit numbers stand in two columns of 32 bits. CounterValue is
// null where there is none: PDH writes 0 there.
#pragma once

#include <memory>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/counter_log.hpp>

namespace perfdata {

/// Whether the file begins as SQLite's do.
[[nodiscard]] bool begins_like_sqlite(byte_view bytes) noexcept;

/// Opens a database of any size, for reading only. Raw values are read where FirstValueA and FirstValueB are
/// not null, else CounterValue. Data sets of several logs come as one, in the order of time.
/// Errors: errc::unsupported for a database without the tables, or in a build without SQLite;
/// errc::system_failure with SQLite's words.
[[nodiscard]] result<std::unique_ptr<counter_log_reader>> open_sqlite_log(const std::string& path);

/// Creates the database; a file of that name is replaced. `title` becomes DisplayString. Errors:
/// errc::unsupported in a build without SQLite; errc::system_failure with SQLite's words.
[[nodiscard]] result<std::unique_ptr<counter_log_writer>> create_sqlite_log(const std::string& path,
                                                                            const pdh_zone& zone,
                                                                            const std::string& title);

}  // namespace perfdata
