// How a cooked value came about, for people who want to check it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <perfdata/cook/cook.hpp>

namespace perfdata {

/// Everything that went into one value. A value that owns its text. Numbers that a type does not use are
/// none.
struct provenance {
  std::string type_name{};  ///< "PERF_100NSEC_TIMER_INV"; for an unnamed type "unnamed"
  std::uint32_t type_code = 0;
  std::optional<std::uint64_t> n0{};  ///< raw value of the older sample
  std::optional<std::uint64_t> n1{};  ///< raw value of the newer sample
  std::optional<std::int64_t> d0{};   ///< the type's clock at the older sample, in ticks of `frequency`
  std::optional<std::int64_t> d1{};
  std::optional<std::uint64_t> b0{};  ///< base, or the multiplier of a MULTI type
  std::optional<std::uint64_t> b1{};
  std::optional<std::int64_t> frequency{};  ///< F: ticks a second of the clock
  std::string clock{};  ///< "PerfTime of the block", "PerfTime100nSec of the block", … ; empty without one
  std::string formula{};       ///< "100 * (1 - (N1 - N0) / (D1 - D0))"
  std::string with_numbers{};  ///< the same with the numbers put in; empty when one is missing
  cooked_value result{};
  std::string unit{};    ///< "%", "/s", "s" or empty
  std::string source{};  ///< where the formula is published
};

/// Retraces cook(older, newer, options).
[[nodiscard]] provenance explain(const counter_sample* older, const counter_sample& newer,
                                 const cook_options& options = {});

}  // namespace perfdata
