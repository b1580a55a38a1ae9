// What this machine's own counters are made from, looked at before they are asked for.
#pragma once

#include <vector>

#include <perfdata/connection/diagnosis_step.hpp>

namespace perfdata {

/// One step for each place of the operating system that counters come from, or that can switch them off. A
/// place that is missing, so that some counters are left out, is skipped and its remark says which; failed is
/// what nothing goes without.
[[nodiscard]] std::vector<diagnosis_step> check_this_machine(const step_observer& on_step);

}  // namespace perfdata
