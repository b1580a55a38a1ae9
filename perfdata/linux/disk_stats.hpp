// /proc/diskstats: what the kernel counts for each block device.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/linux/device_number.hpp>
#include <perfdata/linux/machine_clock.hpp>

namespace perfdata::procfs {

/// One block device. Counts since it appeared; times in milliseconds, summed over requests except `busy`.
struct disk_stat {
  device_number device{};
  std::string name{};
  std::uint64_t reads = 0;
  std::uint64_t read_sectors = 0;  ///< of 512 bytes
  std::uint64_t read_time = 0;
  std::uint64_t writes = 0;
  std::uint64_t written_sectors = 0;
  std::uint64_t write_time = 0;
  std::uint64_t in_flight = 0;  ///< requests now
  std::uint64_t busy = 0;       ///< time with at least one request
};

/// The devices and the moment at which they were read.
struct disk_reading {
  std::vector<disk_stat> disks{};
  clock_reading clock{};
};

/// `to` is overwritten; damaged lines are left out.
void parse_disk_stats(std::string_view diskstats, std::vector<disk_stat>& to);

}  // namespace perfdata::procfs
