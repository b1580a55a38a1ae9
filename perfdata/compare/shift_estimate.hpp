// By how much one set of values lies above another: the Hodges-Lehmann estimate with its interval.
//
// J. L. Hodges, E. L. Lehmann: Estimates of Location Based on Rank Tests. Annals of Mathematical Statistics
// 34 (1963), 598-611. The interval is the one that belongs to the Mann-Whitney test: M. Hollander, D. A.
// Wolfe: Nonparametric Statistical Methods, 1973, chapter 4.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace perfdata {

/// A value, in the unit of what was compared.
struct shift_estimate {
  double shift = 0;  ///< the median of all differences newer - base
  double low = 0;    ///< between low and high with the confidence asked for, or a little more
  double high = 0;
};

/// None when a side has no finite value, or so few that not even the whole range of the differences has that
/// confidence (three against three at 0.95). O((n + m) log n) time and O(n + m) memory: the n m differences
/// are never written down.
[[nodiscard]] std::optional<shift_estimate> estimate_shift(std::span<const double> base,
                                                           std::span<const double> newer,
                                                           double confidence = 0.95);

/// The k-th smallest, from 0, of all differences newer - base. Precondition: both sorted, finite and not
/// empty; k < base.size() * newer.size().
[[nodiscard]] double nth_difference(std::span<const double> base, std::span<const double> newer,
                                    std::size_t k) noexcept;

}  // namespace perfdata
