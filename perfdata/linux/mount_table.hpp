// /proc/self/mountinfo: which block devices carry mounted filesystems, and where.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace perfdata::procfs {

/// One mount of a filesystem.
struct mounted {
  std::uint32_t major = 0;  ///< 0 for filesystems without a device of their own number (btrfs, fuse)
  std::uint32_t minor = 0;
  bool whole = false;  ///< the filesystem's root, not a folder of it bound elsewhere
  std::string point{};
  std::string source{};  ///< "/dev/sda1", or any word
};

/// Damaged lines are left out.
[[nodiscard]] std::vector<mounted> parse_mount_table(std::string_view mountinfo);

/// The kernel writes blanks and backslashes of names as "\040" and the like.
[[nodiscard]] std::string without_octal_escapes(std::string_view text);

}  // namespace perfdata::procfs
