// A folder of /proc or /sys held open, so that files are named relative to it and a process id that is given
// to somebody else meanwhile cannot mix two processes.
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <dirent.h>
#include <optional>
#include <unistd.h>
#include <utility>
#include <vector>

namespace perfdata::procfs {

/// A resource that owns its descriptor: moved, never copied.
class folder {
 public:
  folder() noexcept = default;
  folder(const folder&) = delete;
  folder(folder&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  folder& operator=(const folder&) = delete;
  folder& operator=(folder&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~folder();

  /// An absolute path, or one relative to the working directory. Not there or not ours to read: a folder that
  /// is not open.
  [[nodiscard]] static folder open(const char* path) noexcept;
  /// A folder inside this one. Not there or not ours to read: a folder that is not open.
  [[nodiscard]] folder open_inside(const char* path) const noexcept;

  /// Whether something of this name exists now.
  [[nodiscard]] bool has(const char* path) const noexcept;

  [[nodiscard]] bool is_open() const noexcept { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

 private:
  explicit folder(int descriptor) noexcept : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

/// Lists folders through one buffer, without the allocation that opendir makes for each. A value.
class folder_lister {
 public:
  /// Calls visit(const char* name) for every entry, "." and ".." included, in the kernel's order. False when
  /// the folder could not be read.
  template <class Visit>
  bool for_each_name(const folder& in, Visit&& visit) {
    if (!in.is_open() || ::lseek(in.descriptor(), 0, SEEK_SET) < 0) return false;
    for (;;) {
      const auto got = ::getdents64(in.descriptor(), buffer_.data(), buffer_.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return got == 0;
      visit_records(static_cast<std::size_t>(got), visit);
    }
  }

 private:
  template <class Visit>
  void visit_records(std::size_t size, Visit& visit) const {
    constexpr std::size_t name_offset = offsetof(dirent64, d_name);
    for (std::size_t at = 0; at < size && size - at > name_offset;) {
      std::uint16_t length = 0;
      std::memcpy(&length, buffer_.data() + at + offsetof(dirent64, d_reclen), sizeof length);
      if (length <= name_offset || length > size - at) return;
      visit(buffer_.data() + at + name_offset);
      at += length;
    }
  }

  std::vector<char> buffer_ = std::vector<char>(std::size_t{32} * 1024);
};

/// A decimal number that is the whole of `text`, as the names of process folders are.
[[nodiscard]] std::optional<std::uint32_t> whole_number(const char* text) noexcept;

}  // namespace perfdata::procfs
