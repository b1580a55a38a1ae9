// Many counters compared at once: p-values that take the others into account.
#pragma once

#include <span>
#include <vector>

namespace perfdata {

/// Benjamini-Hochberg: what is named changed at 0.05 of the adjusted values is wrong in at most 5 % of the
/// names, on average, also when counters rise and fall together (positive dependence). Holm's procedure,
/// which guards against a single wrong name, would find nothing among hundreds of counters after five runs a
/// side. Y. Benjamini, Y. Hochberg: Controlling the False Discovery Rate. J. R. Statist. Soc. B 57 (1995),
/// 289-300. In the order given, at most 1. O(n log n).
[[nodiscard]] std::vector<double> adjust_for_false_discoveries(std::span<const double> p_values);

}  // namespace perfdata
