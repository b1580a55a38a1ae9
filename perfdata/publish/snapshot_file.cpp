#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <sys/stat.h>

extern "C" {
#include <signal.h>
#include <sys/types.h>
#include <tdb.h>
}

#include <perfdata/publish/snapshot_file.hpp>

namespace perfdata {
namespace {

constexpr mode_t readable_by_all = 0644;  // smbd reads as the account that has logged on

struct tdb_closer {
  void operator()(tdb_context* file) const noexcept { (void)tdb_close(file); }
};

// tdb only reads what it is handed here.
TDB_DATA as_data(std::string_view text) {
  void* const bytes = const_cast<char*>(text.data());
  return {.dptr = static_cast<unsigned char*>(bytes), .dsize = text.size()};
}

/// 0, or the errno of what failed. A few keys a chain, because a reader looks each one up anew.
int write_tdb(const std::filesystem::path& path,
              const std::unordered_map<std::string, std::string>& entries) {
  constexpr std::size_t fewest = 131;
  const int chains = static_cast<int>(std::clamp<std::size_t>(entries.size() / 2, fewest, 100'000) | 1U);
  errno = 0;
  const std::unique_ptr<tdb_context, tdb_closer> file(tdb_open(path.c_str(), chains, TDB_NOSYNC | TDB_NOLOCK,
                                                               O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC,
                                                               readable_by_all));
  if (!file || ::fchmod(tdb_fd(file.get()), readable_by_all) != 0) return errno != 0 ? errno : EIO;
  for (const auto& [key, value] : entries)
    if (tdb_store(file.get(), as_data(key), as_data(value), TDB_INSERT) != 0) return errno != 0 ? errno : EIO;
  return 0;
}

}  // namespace

void snapshot_file::put(const std::string& key, std::string_view value) {
  const auto [entry, fresh] = entries_.try_emplace(key, value);
  if (fresh || entry->second != value) {
    entry->second = value;
    changed_ = true;
  }
}

void snapshot_file::erase(const std::string& key) {
  if (entries_.erase(key) != 0) changed_ = true;
}

result<void> snapshot_file::write() {
  if (!changed_) return {};
  auto fresh = path_;
  fresh += ".new";
  std::error_code problem;
  std::filesystem::remove(fresh, problem);
  if (const int cause = write_tdb(fresh, entries_); cause != 0) {
    std::filesystem::remove(fresh, problem);
    return failure(cannot_write(cause));
  }
  std::filesystem::rename(fresh, path_, problem);
  if (problem) return failure(cannot_write(problem.value()));
  changed_ = false;
  return {};
}

error snapshot_file::cannot_write(int cause) const {
  const bool denied = cause == EACCES || cause == EPERM;
  return {.code = denied ? errc::access_denied : errc::system_failure,
          .message = fmt::format("cannot write {}: {}", path_.string(), std::strerror(cause)),
          .advice = denied ? "run as a user who may write there, mostly root"
                           : "check the path and the space that is left there"};
}

}  // namespace perfdata
