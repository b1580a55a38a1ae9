// The way to a Samba server's counters, where the build has one.
#pragma once

#include <memory>
#include <string>

#include <perfdata/publish/samba_publisher.hpp>

namespace perfdata::cli {

/// Errors: samba_publisher::open's; errc::unsupported in a build without libtdb.
[[nodiscard]] result<std::unique_ptr<samba_publisher>> open_publisher(const std::string& state_directory);

}  // namespace perfdata::cli
