// What a counter comes to: a number, or none, and always the reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace perfdata {

/// Why there is a value, or why there is none. The edge rules follow Microsoft's published calculation sample
/// and PDH's status codes where they speak, and say what was decided where they do not.
enum class cooked_status : std::uint8_t {
  ok,
  // With a value, and something to know about it:
  no_events,     ///< the base did not move and neither did the counter: 0, the normal state of an idle disk
  wrapped,       ///< a 4-byte counter passed 2^32: computed modulo 2^32
  clamped_low,   ///< an inverse timer came out below 0 (idle time ran ahead of the clock): shown as 0
  clamped_high,  ///< above 100 and a cap was asked for
  // Without a value:
  first_sample,       ///< the type needs two samples and this is the first
  counter_went_back,  ///< newer < older: a restart, a vanished instance under _Total, a namesake's shift
  clock_went_back,    ///< the time base or the base counter ran backwards
  zero_time,          ///< no time passed between the samples, or the clock is missing
  zero_base,          ///< the base is 0, or did not move though the counter did
  bad_frequency,      ///< the clock's frequency is not positive
  type_changed,       ///< the two samples are of different types or sizes
  no_base,            ///< the type needs a base and the next definition is not one
  no_data,  ///< the block does not hold the bytes: an offset outside it, a cut instance, a vanished object
  not_numeric,  ///< text, hidden bases, nodata, histogram: nothing to compute
  unsupported,  ///< a type code whose bits define no formula
  stale,        ///< the source did not answer; the last value is not repeated as if it were new
};

/// Short words for people: "first sample", "counter went back" …
[[nodiscard]] std::string_view to_string(cooked_status status) noexcept;

/// A value: a number exactly when the status carries one.
struct cooked_value {
  std::optional<double> value{};
  cooked_status status = cooked_status::no_data;

  [[nodiscard]] constexpr bool has_value() const noexcept { return value.has_value(); }
  friend bool operator==(const cooked_value&, const cooked_value&) = default;
};

}  // namespace perfdata
