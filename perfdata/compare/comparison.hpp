// Two sets of counters, each with several values: which changed, how much, how sure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/compare/effect_size.hpp>
#include <perfdata/compare/rank_sum.hpp>
#include <perfdata/compare/shift_estimate.hpp>

namespace perfdata {

/// One counter's values. They should be independent of each other: one a run, not one a second.
struct counter_values {
  std::string path{};
  std::string unit{};
  std::vector<double> values{};
};

enum class change_verdict : std::uint8_t {
  changed,         ///< the adjusted p is at most the significance
  too_few_values,  ///< nothing can be said; medians and change are still there
  no_change_seen,  ///< which does not prove that there is none
};

[[nodiscard]] std::string_view to_string(change_verdict verdict) noexcept;

/// One counter's comparison. A value.
struct counter_change {
  std::string path{};
  std::string unit{};
  double base_median = 0;
  double newer_median = 0;
  std::optional<double> relative{};  ///< change of the median over its old size; none when that was 0
  std::optional<shift_estimate> shift{};
  rank_sum_result ranks{};
  double adjusted_p = 1;
  double delta = 0;       ///< Cliff's, -1 … 1
  bool constant = false;  ///< every value of both sides is the same: there is nothing to test
  change_verdict verdict = change_verdict::too_few_values;
};

/// A value. `changes` is sorted by what matters: what changed, largest effect first, then largest relative
/// change; then what has too few values, by relative change; then the rest, least p first.
struct comparison {
  std::vector<counter_change> changes{};
  std::vector<std::string> only_in_base{};
  std::vector<std::string> only_in_newer{};
};

/// Pairs the counters by path, without regard to ASCII case. A counter without a finite value is not there.
/// p-values are adjusted over all that could be tested (false_discovery.hpp), which constants are not. O(n
/// log n) in all values.
[[nodiscard]] comparison compare_counters(std::span<const counter_values> base,
                                          std::span<const counter_values> newer, double significance = 0.05);

}  // namespace perfdata
