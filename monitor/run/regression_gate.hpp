// 'PATH +10%': how much a counter may change before a comparison fails.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/compare/comparison.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata {

/// A value.
struct regression_gate {
  enum class direction : std::uint8_t { up, down, either };

  counter_path path{};
  direction way = direction::either;
  double share = 0;  ///< 0.1 for 10 %

  /// "\Command\Elapsed Time +10%": a path, a blank, and a percentage with + (may not rise by more), - (may
  /// not fall by more) or no sign. Errors: errc::invalid_argument.
  [[nodiscard]] static result<regression_gate> parse(std::string_view text);

  [[nodiscard]] std::string to_string() const;
  [[nodiscard]] bool is_passed_by(const counter_change& change) const noexcept;
};

/// What a gate found: sentences. A value.
struct gate_findings {
  std::vector<std::string> breaches{};  ///< reasons to fail
  std::vector<std::string> doubts{};    ///< beyond the limit, but as likely noise: no reason to fail
};

/// A counter breaches a gate when its median changed by more than the gate lets and the test finds a change,
/// its p adjusted over the counters that gates mean, or has too few values to find any. A gate whose path
/// means no counter of both sides is a breach, too: nothing was checked.
[[nodiscard]] gate_findings check_gates(std::span<const regression_gate> gates,
                                        std::span<const counter_change> changes, double significance = 0.05);

}  // namespace perfdata
