#include <fmt/format.h>

#include <perfdata/recording/sqlite_database.hpp>

namespace perfdata {

void sqlite_statement::bind(int place, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

std::string_view sqlite_statement::text(int column) const {
  const void* bytes = sqlite3_column_text(statement_.get(), column);
  return bytes == nullptr ? std::string_view{} : std::string_view(static_cast<const char*>(bytes));
}

result<std::unique_ptr<sqlite_database>> sqlite_database::open(const std::string& path, int flags) {
  auto database = std::make_unique<sqlite_database>();
  database->path_ = path;
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  database->database_.reset(opened);
  if (code != SQLITE_OK) return failure(database->last_error());
  return database;
}

result<void> sqlite_database::execute(const char* statements) {
  if (sqlite3_exec(database_.get(), statements, nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure(last_error());
  return {};
}

result<sqlite_statement> sqlite_database::prepare(std::string_view statement) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), statement.data(), static_cast<int>(statement.size()),
                                      &prepared, nullptr);
  sqlite_statement owned(prepared);
  if (code != SQLITE_OK) return failure(last_error());
  return owned;
}

error sqlite_database::last_error() const {
  error e{.code = errc::system_failure,
          .message = fmt::format("SQLite on \"{}\": {}", path_,
                                 database_ ? sqlite3_errmsg(database_.get()) : "out of memory")};
  if (database_ && sqlite3_errcode(database_.get()) == SQLITE_CANTOPEN)
    e.advice = "check the path, its permissions and the space that is left";
  if (database_ && (sqlite3_errcode(database_.get()) == SQLITE_CORRUPT ||
                    sqlite3_errcode(database_.get()) == SQLITE_NOTADB)) {
    e.code = errc::malformed_data;
    e.advice = "let SQLite save what it can: sqlite3 FILE .recover";
  }
  return e;
}

}  // namespace perfdata
