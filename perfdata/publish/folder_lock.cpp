#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <perfdata/publish/folder_lock.hpp>

namespace perfdata {

folder_lock::folder_lock(const std::filesystem::path& file)
    : handle_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  if (handle_ < 0 || ::flock(handle_, LOCK_EX | LOCK_NB) != 0) cause_ = errno;
}

folder_lock::~folder_lock() {
  if (handle_ >= 0) ::close(handle_);
}

}  // namespace perfdata
