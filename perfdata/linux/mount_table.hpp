// /proc/self/mountinfo: which block devices carry mounted filesystems, and where.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <perfdata/linux/device_number.hpp>

namespace perfdata::procfs {

/// One mount of a filesystem.
struct mounted {
  device_number device{};  ///< major 0 for filesystems whose number is made up (btrfs, fuse)
  bool whole = false;      ///< the filesystem's root, not a folder of it bound elsewhere
  std::string point{};
  std::string source{};  ///< "/dev/sda1", or any word
};

/// Damaged lines are left out.
[[nodiscard]] std::vector<mounted> parse_mount_table(std::string_view mountinfo);

/// The kernel writes blanks and backslashes of names as "\040" and the like.
[[nodiscard]] std::string without_octal_escapes(std::string_view text);

}  // namespace perfdata::procfs
