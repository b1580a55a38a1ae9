// SQLite's handles with owners, and its failures as errors. Only the files named sqlite_ see it.
#pragma once

#include <cstdint>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata {

/// One prepared statement, stepped and reset again and again. A resource; its database must outlive it.
class sqlite_statement {
 public:
  sqlite_statement() = default;
  explicit sqlite_statement(sqlite3_stmt* statement) : statement_(statement) {}

  void bind(int place, std::int64_t number) { sqlite3_bind_int64(statement_.get(), place, number); }
  void bind(int place, double number) { sqlite3_bind_double(statement_.get(), place, number); }
  /// The text is copied.
  void bind(int place, std::string_view text);
  void bind_null(int place) { sqlite3_bind_null(statement_.get(), place); }

  /// SQLITE_ROW, SQLITE_DONE or a failure.
  int step() { return sqlite3_step(statement_.get()); }
  void reset() { sqlite3_reset(statement_.get()); }

  [[nodiscard]] bool is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }
  [[nodiscard]] std::int64_t integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
  }
  [[nodiscard]] double real(int column) const { return sqlite3_column_double(statement_.get(), column); }
  /// Up to its first NUL. Valid until the next step().
  [[nodiscard]] std::string_view text(int column) const;

 private:
  struct finalize {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, finalize> statement_;
};

/// A resource.
class sqlite_database {
 public:
  /// `flags`: SQLITE_OPEN_... Errors: errc::system_failure.
  [[nodiscard]] static result<std::unique_ptr<sqlite_database>> open(const std::string& path, int flags);

  /// Errors: errc::system_failure.
  [[nodiscard]] result<void> execute(const char* statements);
  [[nodiscard]] result<sqlite_statement> prepare(std::string_view statement);

  /// What SQLite says about the last failure.
  [[nodiscard]] error last_error() const;
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  struct close {
    void operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
  };
  std::string path_;
  std::unique_ptr<sqlite3, close> database_;
};

}  // namespace perfdata
