// Ratios of an earlier run, kept as JSON, and what got slower since.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace perfdata::bench {

/// How many times its yardstick's time a byte an operation takes. A value.
struct measured_ratio {
  std::string name{};  ///< "parse, values/1MiB"
  std::string yardstick{};
  double ratio = 0;
  double nanoseconds = 0;  ///< a pass; belongs to one machine, so nothing is held against it
};

/// An operation and its ratio in the baseline. A value.
struct slower_row {
  measured_ratio now{};
  double before = 0;
};

/// A ratio may be this much worse before it counts: 15 %.
inline constexpr double tolerated_ratio = 1.15;

/// What is worse than the baseline by more than that. An operation that the baseline does not know, or knows
/// by another yardstick, is new.
[[nodiscard]] std::vector<slower_row> find_slower(std::span<const measured_ratio> baseline,
                                                  std::span<const measured_ratio> measured);

/// A regular expression for Google Benchmark that means these rows and their yardsticks at the same sizes.
[[nodiscard]] std::string filter_for(std::span<const slower_row> rows);

/// Throws std::runtime_error when the file cannot be written.
void write_ratios(const std::string& path, std::span<const measured_ratio> ratios);

/// Throws std::runtime_error when the file cannot be read or is something else.
[[nodiscard]] std::vector<measured_ratio> read_ratios(const std::string& path);

}  // namespace perfdata::bench
