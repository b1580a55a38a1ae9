// One publisher a folder.
#pragma once

#include <filesystem>
#include <utility>

namespace perfdata {

/// A resource that moves. Held until it goes, or its process does.
class folder_lock {
 public:
  /// Tries once. Makes `file` when it is missing.
  explicit folder_lock(const std::filesystem::path& file);
  folder_lock(const folder_lock&) = delete;
  folder_lock& operator=(const folder_lock&) = delete;
  folder_lock(folder_lock&& other) noexcept
      : handle_(std::exchange(other.handle_, -1)), cause_(other.cause_) {}
  folder_lock& operator=(folder_lock&&) = delete;
  ~folder_lock();

  /// 0 when it is held, else an errno: EWOULDBLOCK when somebody else holds it.
  [[nodiscard]] int cause() const noexcept { return cause_; }

 private:
  int handle_;
  int cause_ = 0;
};

}  // namespace perfdata
