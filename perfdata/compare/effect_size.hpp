// How large a difference is, apart from how sure it is.
#pragma once

#include <cstdint>
#include <string_view>

#include <perfdata/compare/rank_sum.hpp>

namespace perfdata {

/// Cliff's delta: the share of pairs in which the newer value is larger less the share in which it is
/// smaller, -1 … 1; 0 without values. N. Cliff: Dominance statistics. Psychological Bulletin 114 (1993),
/// 494-509.
[[nodiscard]] double cliffs_delta(const rank_sum_result& ranks) noexcept;

/// The words that go with a delta's size: below 0.147 negligible, below 0.33 small, below 0.474 medium.
/// J. Romano, J. D. Kromrey, J. Coraggio, J. Skowronek: Appropriate statistics for ordinal level data. 2006.
/// `slight` is their small, and to_string() says so: windows.h makes a macro of that word.
enum class effect_magnitude : std::uint8_t { negligible, slight, medium, large };

[[nodiscard]] effect_magnitude magnitude_of(double delta) noexcept;
[[nodiscard]] std::string_view to_string(effect_magnitude magnitude) noexcept;

}  // namespace perfdata
