// PDH_RAW_COUNTER: the two numbers and a multiplier that PDH keeps of a counter, instead of a block's fields.
// Binary logs and databases hold them.
// https://learn.microsoft.com/windows/win32/api/pdh/ns-pdh-pdh_raw_counter
#pragma once

#include <cstdint>

#include <perfdata/sample/counter_sample.hpp>

namespace perfdata {

/// What a counter's raw values mean beside the values themselves. A value; made once a column.
struct pdh_counter {
  counter_type type{};
  std::int64_t time_base = 0;  ///< ticks a second of the type's clock
};

/// A value.
struct pdh_raw {
  std::uint64_t first = 0;   ///< N; of an elapsed time the start
  std::uint64_t second = 0;  ///< the type's clock, or the base of types that have one
  std::uint32_t multi = 1;   ///< the multiplier of MULTI types, 1 otherwise
};

/// Turns raw counters of one column into samples that cook() takes. A value.
class pdh_raw_reading {
 public:
  explicit pdh_raw_reading(const pdh_counter& counter = {}) noexcept;

  /// O(1).
  [[nodiscard]] counter_sample sample(const pdh_raw& raw) const noexcept;

 private:
  enum class second_part : std::uint8_t { nothing, base, tick, filetime, object };

  counter_sample blank_{};
  second_part second_ = second_part::nothing;
  bool multi_ = false;
};

/// The other way round. A sample without a value gives zeros.
[[nodiscard]] pdh_raw to_pdh_raw(const counter_sample& sample) noexcept;

/// The frequency of the type's clock in a sample, as logs state it.
[[nodiscard]] std::int64_t pdh_time_base(const counter_sample& sample) noexcept;

}  // namespace perfdata
