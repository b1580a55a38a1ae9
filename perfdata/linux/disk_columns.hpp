// What PhysicalDisk and LogicalDisk show alike: a block device's activity.
#pragma once

#include <span>
#include <string>

#include <perfdata/linux/columns.hpp>
#include <perfdata/linux/disk_stats.hpp>
#include <perfdata/linux/machine_options.hpp>

namespace perfdata::procfs {

/// One instance of either object.
struct disk_row {
  std::string name{};
  disk_stat stat{};
  std::uint64_t time_stamp = 0;  ///< FILETIME of the reading
  std::uint64_t idle = 0;        ///< 100 ns since the machine started without a request
  filesystem_space space{};      ///< LogicalDisk only
};

/// A row of `stat`, read at `clock`.
[[nodiscard]] disk_row make_disk_row(std::string name, const disk_stat& stat, const clock_reading& clock);

/// Activity, in the order of real blocks.
[[nodiscard]] std::span<const column<disk_row>> disk_activity_columns() noexcept;

}  // namespace perfdata::procfs
