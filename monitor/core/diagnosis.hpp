// Why the counters of a place cannot be had, or that they can: from its name to every object.
#pragma once

#include "monitor/core/source_options.hpp"

#include <string>
#include <vector>

#include <perfdata/collect/diagnose_counters.hpp>

namespace perfdata {

/// A value.
struct diagnosis {
  std::string machine{};  ///< the host as it was named, or this machine's own name
  std::vector<diagnosis_step> steps{};
  std::vector<diagnosed_object> objects{};

  /// Whether no step and no object failed.
  [[nodiscard]] bool well() const;
};

/// Goes through every step for a host, or for this machine, and reports each as it ends, in the caller's
/// thread; either observer may be empty. Takes up to the options' timeout for connecting and up to as much
/// again for each query. A file is not diagnosed: it comes back without steps.
[[nodiscard]] diagnosis diagnose(const source_options& options, const step_observer& on_step,
                                 const object_observer& on_object);

}  // namespace perfdata
