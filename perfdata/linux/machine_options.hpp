// What a test may put in the place of the running system.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <perfdata/linux/device_number.hpp>
#include <perfdata/linux/machine_clock.hpp>

namespace perfdata::procfs {

/// Room on a mounted filesystem, in bytes.
struct filesystem_space {
  std::uint64_t total = 0;
  std::uint64_t free = 0;  ///< unallocated; a part of it may be kept for root
};

/// statvfs of the filesystem mounted at `mount_point`; nothing when it cannot be reached.
[[nodiscard]] std::optional<filesystem_space> space_at(const char* mount_point) noexcept;

/// The block device that `path` names, through links; nothing when it names none.
[[nodiscard]] std::optional<device_number> device_at(const char* path) noexcept;

/// A value.
struct machine_options {
  std::string proc = "/proc";
  std::string sys = "/sys";
  std::string name{};  ///< the machine's; empty: its host name
  machine_clock::instants clock = read_kernel_clocks;
  std::optional<filesystem_space> (*space)(const char* mount_point) noexcept = space_at;
  std::optional<device_number> (*device)(const char* path) noexcept = device_at;
};

}  // namespace perfdata::procfs
