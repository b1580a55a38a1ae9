// The seam to the remote target: open_remote.cpp with it, open_remote_unavailable.cpp without.
#pragma once

#include "monitor/core/source_options.hpp"

#include <memory>
#include <vector>

#include <perfdata/connection/diagnosis_step.hpp>
#include <perfdata/connection/machine_address.hpp>

namespace perfdata {

/// Errors: as open_source for a host.
[[nodiscard]] result<std::unique_ptr<counter_source>> open_remote(const machine_address& machine,
                                                                  const source_options& options);

/// As diagnose_connection. Errors: those of find_credentials; errc::unsupported in a build without the remote
/// target.
[[nodiscard]] result<std::vector<diagnosis_step>> diagnose_remote(const machine_address& machine,
                                                                  const source_options& options,
                                                                  const step_observer& on_step);

}  // namespace perfdata
