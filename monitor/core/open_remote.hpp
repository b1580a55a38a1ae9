// The seam to the remote target: open_remote.cpp with it, open_remote_unavailable.cpp without.
#pragma once

#include "monitor/core/source_options.hpp"

#include <memory>

#include <perfdata/connection/machine_address.hpp>

namespace perfdata {

/// Errors: as open_source for a host.
[[nodiscard]] result<std::unique_ptr<counter_source>> open_remote(const machine_address& machine,
                                                                  const source_options& options);

}  // namespace perfdata
