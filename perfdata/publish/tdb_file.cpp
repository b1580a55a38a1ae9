#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

extern "C" {
#include <signal.h>
#include <sys/types.h>
#include <tdb.h>
}

#include <perfdata/publish/tdb_file.hpp>

namespace perfdata {
namespace {

constexpr mode_t readable_by_all = 0644;  // smbd reads as the account that has logged on

// tdb only reads what it is handed here.
TDB_DATA as_data(std::string_view text) {
  return {.dptr = reinterpret_cast<unsigned char*>(const_cast<char*>(text.data())), .dsize = text.size()};
}

error cannot_create(const std::string& path) {
  const int cause = errno;
  return {.code = cause == EACCES || cause == EPERM ? errc::access_denied : errc::system_failure,
          .message = fmt::format("cannot replace {}: {}", path, std::strerror(cause)),
          .advice = "run as a user who may write there, mostly root"};
}

}  // namespace

void tdb_file::closer::operator()(tdb_context* file) const noexcept {
  (void)tdb_close(file);
}

result<tdb_file> tdb_file::create(const std::filesystem::path& path) {
  std::error_code problem;
  std::filesystem::remove(path, problem);
  errno = problem.value();
  if (problem) return failure(cannot_create(path.string()));
  tdb_context* file =
      tdb_open(path.c_str(), 0, TDB_NOSYNC, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, readable_by_all);
  if (file == nullptr) return failure(cannot_create(path.string()));
  tdb_file made(file, path.string());
  if (::fchmod(tdb_fd(file), readable_by_all) != 0) return failure(cannot_create(path.string()));
  return made;
}

result<void> tdb_file::begin() {
  if (open_) (void)tdb_transaction_cancel(file_.get());
  failed_ = false;
  open_ = tdb_transaction_start(file_.get()) == 0;
  if (!open_) return failure(cannot_write());
  return {};
}

void tdb_file::put(std::string_view key, std::string_view value) {
  failed_ = tdb_store(file_.get(), as_data(key), as_data(value), TDB_REPLACE) != 0 || failed_;
}

void tdb_file::erase(std::string_view key) {
  if (tdb_exists(file_.get(), as_data(key)) != 0)
    failed_ = tdb_delete(file_.get(), as_data(key)) != 0 || failed_;
}

result<void> tdb_file::commit() {
  open_ = false;
  if (failed_) {
    error problem = cannot_write();
    (void)tdb_transaction_cancel(file_.get());
    return failure(std::move(problem));
  }
  if (tdb_transaction_commit(file_.get()) != 0) return failure(cannot_write());
  return {};
}

error tdb_file::cannot_write() const {
  return {.code = errc::system_failure,
          .message = fmt::format("cannot write {}: {}", path_, tdb_errorstr(file_.get())),
          .advice = "check the space that is left there, and that nothing else writes the file"};
}

}  // namespace perfdata
