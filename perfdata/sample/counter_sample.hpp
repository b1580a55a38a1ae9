// One counter of one instance at one moment, as numbers: what cooking needs and nothing of the bytes.
#pragma once

#include <cstdint>
#include <optional>

#include <perfdata/wire/counter_type.hpp>

namespace perfdata {

/// The clocks that stand in the block and in the object, in ticks or 100 ns as named. Zero where the producer
/// left one out.
struct sample_clocks {
  std::int64_t perf_time = 0;         ///< block's PerfTime, ticks
  std::int64_t perf_freq = 0;         ///< block's PerfFreq, ticks a second
  std::int64_t perf_time_100ns = 0;   ///< block's PerfTime100nSec, FILETIME
  std::int64_t object_perf_time = 0;  ///< object's PerfTime, ticks of its own clock
  std::int64_t object_perf_freq = 0;  ///< object's PerfFreq

  friend bool operator==(const sample_clocks&, const sample_clocks&) = default;
};

/// A value: copy freely, keep as long as you like.
struct counter_sample {
  counter_type type{};
  std::uint32_t size = 0;                     ///< CounterSize in bytes: how wide `value` is on the wire
  std::optional<std::uint64_t> value{};       ///< N, zero-extended; none when the block does not hold it
  std::optional<std::uint64_t> base{};        ///< B of the base definition that follows, zero-extended
  std::uint32_t base_size = 0;                ///< CounterSize of that base, 0 without one
  std::optional<std::uint32_t> multiplier{};  ///< the DWORD behind a PERF_MULTI_COUNTER value
  sample_clocks clocks{};

  friend bool operator==(const counter_sample&, const counter_sample&) = default;
};

}  // namespace perfdata
