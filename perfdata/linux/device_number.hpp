// How the kernel numbers block devices.
#pragma once

#include <cstdint>

namespace perfdata::procfs {

/// A value. Major 0 is no device.
struct device_number {
  std::uint32_t major = 0;
  std::uint32_t minor = 0;

  friend bool operator==(const device_number&, const device_number&) = default;
};

}  // namespace perfdata::procfs
