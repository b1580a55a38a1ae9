#include "monitor/fleet/counter_parts.hpp"

#include <bit>
#include <cmath>

#include <perfdata/cook/cook.hpp>

namespace perfdata::fleet {
namespace {

using enum metric_kind;

constexpr counter_part base_counter{.source = part_source::base, .kind = counter, .word = "base"};
constexpr counter_part base_gauge{.source = part_source::base, .kind = gauge, .word = "base"};

counter_part seconds(time_base clock, std::string_view word = {}) {
  return {.kind = counter, .word = word, .unit = "seconds", .ticks_of = clock};
}

// A precision timer's base is a time stamp of the clock that its name tells.
time_base clock_of_precision(counter_type type) {
  switch (code(type) & type_bits::timer_mask) {
    case type_bits::timer_100ns: return time_base::filetime;
    case type_bits::timer_object: return time_base::object;
    default: return time_base::tick;
  }
}

std::vector<counter_part> raw_parts(const counter_type_info& type) {
  const bool precision = (code(type.type) & type_bits::subtype_mask) == type_bits::counter_precision;
  switch (type.formula) {
    case formula::raw: return {{.kind = gauge, .in_units_of_name = true}};
    case formula::raw_double:
      return {{.source = part_source::as_double, .kind = gauge, .in_units_of_name = true}};
    case formula::delta:
    case formula::rate: return {{.kind = counter, .in_units_of_name = true}};
    case formula::queue_length: return {seconds(type.clock)};
    case formula::raw_fraction: return {{.kind = gauge}, base_gauge};
    case formula::timer: return {seconds(type.clock)};
    case formula::timer_inverse: return {seconds(type.clock, "inverse")};
    case formula::base_fraction: {
      if (!precision) return {{.kind = counter}, base_counter};
      const auto clock = clock_of_precision(type.type);
      auto base = seconds(clock, "base");
      base.source = part_source::base;
      return {seconds(clock), base};
    }
    case formula::multi_timer: return {seconds(type.clock), base_gauge};
    case formula::multi_timer_inverse: return {seconds(type.clock, "inverse"), base_gauge};
    case formula::average_time: return {seconds(type.clock), base_counter};
    case formula::average: return {{.kind = counter, .in_units_of_name = true}, base_counter};
    case formula::elapsed: return {{.source = part_source::elapsed, .kind = gauge, .unit = "seconds"}};
    case formula::none: break;
  }
  return {};
}

std::optional<counter_part> cooked_part(const counter_type_info& type) {
  counter_part part{.source = part_source::cooked, .kind = gauge, .word = "cooked"};
  switch (type.formula) {
    case formula::raw:
    case formula::raw_double:
    case formula::elapsed:
    case formula::none: return std::nullopt;  // the raw number is the result already
    case formula::rate: part.word = "per_second"; break;
    case formula::average_time:
      part.word = "average";
      part.unit = "seconds";
      break;
    case formula::average: part.word = "average"; break;
    default:
      if (type.unit != unit::percent) break;
      part.word = {};
      part.unit = "ratio";
      part.scale = 0.01;
  }
  return part;
}

std::optional<double> ticks(std::optional<double> number, time_base clock, const sample_clocks& clocks) {
  if (!number || clock == time_base::none) return number;
  const auto frequency = read_clock(clock, clocks).frequency;
  if (frequency <= 0) return std::nullopt;
  return *number / static_cast<double>(frequency);
}

std::optional<double> as_number(std::optional<std::uint64_t> raw) {
  if (!raw) return std::nullopt;
  return static_cast<double>(*raw);
}

std::optional<double> number_of(part_source source, const counter_type_info& type,
                                const counter_sample* older, const counter_sample& newer) {
  switch (source) {
    case part_source::value: return as_number(newer.value);
    case part_source::as_double:
      return newer.value && newer.size == 8 ? std::optional(std::bit_cast<double>(*newer.value))
                                            : std::nullopt;
    case part_source::base: return newer.base ? as_number(newer.base) : as_number(newer.multiplier);
    case part_source::elapsed: return cook(type, nullptr, newer).value;
    case part_source::cooked: return cook(type, older, newer).value;
  }
  return std::nullopt;
}

}  // namespace

std::vector<counter_part> parts_of(const counter_type_info& type, bool cooked) {
  auto parts = raw_parts(type);
  if (cooked)
    if (const auto part = cooked_part(type)) parts.push_back(*part);
  return parts;
}

std::optional<double> value_of(const counter_part& part, const counter_type_info& type,
                               const counter_sample* older, const counter_sample& newer) {
  const auto number = ticks(number_of(part.source, type, older, newer), part.ticks_of, newer.clocks);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return *number * part.scale;
}

}  // namespace perfdata::fleet
