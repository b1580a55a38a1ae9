// The bit fields of CounterType and the 41 values that winperf.h (and its neighbours) name.
//
// Source of the bits and the values: winperf.h, "PERF_COUNTER_DEFINITION.CounterType field values";
// https://learn.microsoft.com/windows/win32/api/winperf/ns-winperf-perf_counter_definition
#pragma once

#include <cstdint>

namespace perfdata {

/// A CounterType as it came. Any 32-bit value is possible; the enumerators are the named ones.
enum class counter_type : std::uint32_t {
  rawcount_hex = 0x00000000,
  large_rawcount_hex = 0x00000100,
  text = 0x00000B00,
  rawcount = 0x00010000,
  large_rawcount = 0x00010100,
  double_raw = 0x00012000,  // not in winperf.h: WMI and PDH logs
  delta = 0x00400400,
  large_delta = 0x00400500,
  sample_counter = 0x00410400,
  queuelen = 0x00450400,
  large_queuelen = 0x00450500,
  queuelen_100ns = 0x00550500,
  queuelen_obj_time = 0x00650500,
  counter = 0x10410400,
  bulk_count = 0x10410500,
  raw_fraction = 0x20020400,
  large_raw_fraction = 0x20020500,
  timer = 0x20410500,
  precision_system_timer = 0x20470500,
  timer_100ns = 0x20510500,
  precision_100ns_timer = 0x20570500,
  obj_time_timer = 0x20610500,
  precision_object_timer = 0x20670500,
  sample_fraction = 0x20C20400,
  timer_inv = 0x21410500,
  timer_100ns_inv = 0x21510500,
  multi_timer = 0x22410500,
  multi_timer_100ns = 0x22510500,
  multi_timer_inv = 0x23410500,
  multi_timer_100ns_inv = 0x23510500,
  average_timer = 0x30020400,
  elapsed_time = 0x30240500,
  nodata = 0x40000200,
  average_bulk = 0x40020500,
  sample_base = 0x40030401,
  average_base = 0x40030402,
  raw_base = 0x40030403,
  large_raw_base = 0x40030500,      // the same value as PERF_PRECISION_TIMESTAMP
  large_raw_base_wmi = 0x40030503,  // WMI documentation's number for LARGE_RAW_BASE
  multi_base = 0x42030500,
  histogram = 0x80000000,
};

[[nodiscard]] constexpr std::uint32_t code(counter_type type) noexcept {
  return static_cast<std::uint32_t>(type);
}

namespace type_bits {

inline constexpr std::uint32_t size_mask = 0x00000300;
inline constexpr std::uint32_t size_dword = 0x00000000;
inline constexpr std::uint32_t size_large = 0x00000100;
inline constexpr std::uint32_t size_zero = 0x00000200;
inline constexpr std::uint32_t size_variable = 0x00000300;

inline constexpr std::uint32_t kind_mask = 0x00000C00;
inline constexpr std::uint32_t kind_number = 0x00000000;
inline constexpr std::uint32_t kind_counter = 0x00000400;
inline constexpr std::uint32_t kind_text = 0x00000800;
inline constexpr std::uint32_t kind_zero = 0x00000C00;

inline constexpr std::uint32_t subtype_mask = 0x00070000;
inline constexpr std::uint32_t counter_value = 0x00000000;
inline constexpr std::uint32_t counter_rate = 0x00010000;
inline constexpr std::uint32_t counter_fraction = 0x00020000;
inline constexpr std::uint32_t counter_base = 0x00030000;
inline constexpr std::uint32_t counter_elapsed = 0x00040000;
inline constexpr std::uint32_t counter_queuelen = 0x00050000;
inline constexpr std::uint32_t counter_histogram = 0x00060000;
inline constexpr std::uint32_t counter_precision = 0x00070000;

inline constexpr std::uint32_t timer_mask = 0x00300000;
inline constexpr std::uint32_t timer_tick = 0x00000000;
inline constexpr std::uint32_t timer_100ns = 0x00100000;
inline constexpr std::uint32_t timer_object = 0x00200000;

inline constexpr std::uint32_t delta_counter = 0x00400000;
inline constexpr std::uint32_t delta_base = 0x00800000;
inline constexpr std::uint32_t inverse = 0x01000000;
inline constexpr std::uint32_t multi = 0x02000000;

inline constexpr std::uint32_t display_mask = 0x70000000;
inline constexpr std::uint32_t display_per_second = 0x10000000;
inline constexpr std::uint32_t display_percent = 0x20000000;
inline constexpr std::uint32_t display_seconds = 0x30000000;
inline constexpr std::uint32_t display_hidden = 0x40000000;

}  // namespace type_bits

/// Whether this definition is the base of the one before it. The subtype is compared whole: a mask of 0x30000
/// would take the PRECISION types (subtype 7) for bases.
[[nodiscard]] constexpr bool is_base(counter_type type) noexcept {
  return (code(type) & type_bits::kind_mask) == type_bits::kind_counter &&
         (code(type) & type_bits::subtype_mask) == type_bits::counter_base;
}

/// Whether a 4-byte multiplier lies right behind the 8-byte value (PERF_MULTI_COUNTER).
[[nodiscard]] constexpr bool is_multi(counter_type type) noexcept {
  return (code(type) & type_bits::multi) != 0 && !is_base(type);
}

}  // namespace perfdata
