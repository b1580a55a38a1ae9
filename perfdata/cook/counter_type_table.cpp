#include <algorithm>
#include <array>

#include <perfdata/cook/counter_type_table.hpp>

namespace perfdata {
namespace {

// Sources. Formulas stand in the counter-type pages of the Windows documentation; where those disagree, the
// choice is told at the row.
constexpr std::string_view calculating =
    "https://learn.microsoft.com/windows/win32/perfctrs/calculating-counter-values";
constexpr std::string_view retrieving =
    "https://learn.microsoft.com/windows/win32/perfctrs/retrieving-counter-data";
constexpr std::string_view header = "winperf.h";
constexpr std::string_view wmi =
    "https://learn.microsoft.com/windows/win32/wmisdk/wmi-performance-counter-types";

using enum formula;
constexpr auto tick = time_base::tick;
constexpr auto ns100 = time_base::filetime;
constexpr auto object = time_base::object;
constexpr auto no_clock = time_base::none;
constexpr auto plain = unit::none;
constexpr auto per_second = unit::per_second;
constexpr auto percent = unit::percent;
constexpr auto seconds = unit::seconds;
using ct = counter_type;

// clang-format off
constexpr auto table = std::to_array<counter_type_info>({
    // type, name, formula, clock, unit, two samples, base, source
    {ct::rawcount_hex,           "PERF_COUNTER_RAWCOUNT_HEX",           raw,                 no_clock, plain,      false, false, calculating},
    {ct::large_rawcount_hex,     "PERF_COUNTER_LARGE_RAWCOUNT_HEX",     raw,                 no_clock, plain,      false, false, calculating},
    {ct::text,                   "PERF_COUNTER_TEXT",                   none,                no_clock, plain,      false, false, header},
    {ct::rawcount,               "PERF_COUNTER_RAWCOUNT",               raw,                 no_clock, plain,      false, false, calculating},
    {ct::large_rawcount,         "PERF_COUNTER_LARGE_RAWCOUNT",         raw,                 no_clock, plain,      false, false, calculating},
    {ct::double_raw,             "PERF_DOUBLE_RAW",                     raw_double,          no_clock, plain,      false, false, wmi},
    {ct::delta,                  "PERF_COUNTER_DELTA",                  delta,               no_clock, plain,      true,  false, calculating},
    {ct::large_delta,            "PERF_COUNTER_LARGE_DELTA",            delta,               no_clock, plain,      true,  false, calculating},
    {ct::sample_counter,         "PERF_SAMPLE_COUNTER",                 rate,                tick,     plain,      true,  false, calculating},
    {ct::queuelen,               "PERF_COUNTER_QUEUELEN_TYPE",          queue_length,        tick,     plain,      true,  false, calculating},
    {ct::large_queuelen,         "PERF_COUNTER_LARGE_QUEUELEN_TYPE",    queue_length,        tick,     plain,      true,  false, calculating},
    {ct::queuelen_100ns,         "PERF_COUNTER_100NS_QUEUELEN_TYPE",    queue_length,        ns100,    plain,      true,  false, calculating},
    {ct::queuelen_obj_time,      "PERF_COUNTER_OBJ_TIME_QUEUELEN_TYPE", queue_length,        object,   plain,      true,  false, retrieving},
    {ct::counter,                "PERF_COUNTER_COUNTER",                rate,                tick,     per_second, true,  false, calculating},
    {ct::bulk_count,             "PERF_COUNTER_BULK_COUNT",             rate,                tick,     per_second, true,  false, calculating},
    {ct::raw_fraction,           "PERF_RAW_FRACTION",                   raw_fraction,        no_clock, percent,    false, true,  calculating},
    {ct::large_raw_fraction,     "PERF_LARGE_RAW_FRACTION",             raw_fraction,        no_clock, percent,    false, true,  calculating},
    {ct::timer,                  "PERF_COUNTER_TIMER",                  timer,               tick,     percent,    true,  false, calculating},
    {ct::precision_system_timer, "PERF_PRECISION_SYSTEM_TIMER",         base_fraction,       no_clock, percent,    true,  true,  calculating},
    {ct::timer_100ns,            "PERF_100NSEC_TIMER",                  timer,               ns100,    percent,    true,  false, calculating},
    {ct::precision_100ns_timer,  "PERF_PRECISION_100NS_TIMER",          base_fraction,       no_clock, percent,    true,  true,  calculating},
    {ct::obj_time_timer,         "PERF_OBJ_TIME_TIMER",                 timer,               object,   percent,    true,  false, retrieving},
    {ct::precision_object_timer, "PERF_PRECISION_OBJECT_TIMER",         base_fraction,       no_clock, percent,    true,  true,  calculating},
    {ct::sample_fraction,        "PERF_SAMPLE_FRACTION",                base_fraction,       no_clock, percent,    true,  true,  calculating},
    {ct::timer_inv,              "PERF_COUNTER_TIMER_INV",              timer_inverse,       tick,     percent,    true,  false, calculating},
    {ct::timer_100ns_inv,        "PERF_100NSEC_TIMER_INV",              timer_inverse,       ns100,    percent,    true,  false, calculating},
    // MULTI types: the pages of MSDN (2000-2003) divide by the number of components so that the result is 0 to 100; the
    // sample in "calculating counter values" leaves that out for the inverse ones. We follow the pages. On the tick clock
    // they also turn dD into seconds, which takes N for seconds: PerfMon's way, and ours.
    {ct::multi_timer,            "PERF_COUNTER_MULTI_TIMER",            multi_timer,         tick,     percent,    true,  false, calculating},
    {ct::multi_timer_100ns,      "PERF_100NSEC_MULTI_TIMER",            multi_timer,         ns100,    percent,    true,  false, calculating},
    {ct::multi_timer_inv,        "PERF_COUNTER_MULTI_TIMER_INV",        multi_timer_inverse, tick,     percent,    true,  false, calculating},
    {ct::multi_timer_100ns_inv,  "PERF_100NSEC_MULTI_TIMER_INV",        multi_timer_inverse, ns100,    percent,    true,  false, calculating},
    {ct::average_timer,          "PERF_AVERAGE_TIMER",                  average_time,        tick,     seconds,    true,  true,  calculating},
    {ct::elapsed_time,           "PERF_ELAPSED_TIME",                   elapsed,             object,   seconds,    false, false, retrieving},
    {ct::nodata,                 "PERF_COUNTER_NODATA",                 none,                no_clock, plain,      false, false, header},
    {ct::average_bulk,           "PERF_AVERAGE_BULK",                   average,             no_clock, plain,      true,  true,  calculating},
    {ct::sample_base,            "PERF_SAMPLE_BASE",                    none,                no_clock, plain,      false, false, header},
    {ct::average_base,           "PERF_AVERAGE_BASE",                   none,                no_clock, plain,      false, false, header},
    {ct::raw_base,               "PERF_RAW_BASE",                       none,                no_clock, plain,      false, false, header},
    {ct::large_raw_base,         "PERF_LARGE_RAW_BASE",                 none,                no_clock, plain,      false, false, header},
    {ct::large_raw_base_wmi,     "PERF_LARGE_RAW_BASE",                 none,                no_clock, plain,      false, false, wmi},
    {ct::multi_base,             "PERF_COUNTER_MULTI_BASE",             none,                no_clock, plain,      false, false, header},
    {ct::histogram,              "PERF_COUNTER_HISTOGRAM_TYPE",         none,                no_clock, plain,      false, false, header},
});
// clang-format on

constexpr std::uint32_t code_of(const counter_type_info& row) noexcept {
  return code(row.type);
}
static_assert(table.size() == 41);

}  // namespace

std::span<const counter_type_info> counter_types() noexcept {
  static_assert(std::ranges::is_sorted(table, {}, code_of));
  return table;
}

const counter_type_info* find_counter_type(counter_type type) noexcept {
  const auto found = std::ranges::lower_bound(table, code(type), {}, code_of);
  return found != table.end() && found->type == type ? &*found : nullptr;
}

namespace {

time_base clock_of_bits(std::uint32_t bits) noexcept {
  switch (bits & type_bits::timer_mask) {
    case type_bits::timer_tick: return time_base::tick;
    case type_bits::timer_100ns: return time_base::filetime;
    case type_bits::timer_object: return time_base::object;
    default: return time_base::none;
  }
}

unit unit_of_bits(std::uint32_t bits) noexcept {
  switch (bits & type_bits::display_mask) {
    case type_bits::display_per_second: return unit::per_second;
    case type_bits::display_percent: return unit::percent;
    case type_bits::display_seconds: return unit::seconds;
    default: return unit::none;
  }
}

// A rate over time is a share of time when it is shown as a percentage.
formula rate_formula(std::uint32_t bits) noexcept {
  if ((bits & type_bits::display_mask) != type_bits::display_percent) return formula::rate;
  const bool inverse = (bits & type_bits::inverse) != 0;
  if ((bits & type_bits::multi) != 0) return inverse ? formula::multi_timer_inverse : formula::multi_timer;
  return inverse ? formula::timer_inverse : formula::timer;
}

formula fraction_formula(std::uint32_t bits) noexcept {
  const bool percent_shown = (bits & type_bits::display_mask) == type_bits::display_percent;
  const bool deltas = (bits & (type_bits::delta_counter | type_bits::delta_base)) != 0;
  if (percent_shown) return deltas ? formula::base_fraction : formula::raw_fraction;
  return (bits & type_bits::display_mask) == type_bits::display_seconds ? formula::average_time
                                                                        : formula::average;
}

formula counter_formula(std::uint32_t bits) noexcept {
  switch (bits & type_bits::subtype_mask) {
    case type_bits::counter_value:
      return (bits & type_bits::delta_counter) != 0 ? formula::delta : formula::raw;
    case type_bits::counter_rate: return rate_formula(bits);
    case type_bits::counter_fraction: return fraction_formula(bits);
    case type_bits::counter_elapsed: return formula::elapsed;
    case type_bits::counter_queuelen: return formula::queue_length;
    case type_bits::counter_precision: return formula::base_fraction;
    default: return formula::none;  // bases and histograms
  }
}

bool is_value_of_time(formula f) noexcept {
  switch (f) {
    case formula::rate:
    case formula::queue_length:
    case formula::timer:
    case formula::timer_inverse:
    case formula::multi_timer:
    case formula::multi_timer_inverse: return true;
    default: return false;
  }
}

formula formula_of_bits(std::uint32_t bits) noexcept {
  constexpr std::uint32_t histogram_bit = 0x80000000;
  const std::uint32_t size = bits & type_bits::size_mask;
  if (size == type_bits::size_zero || (bits & histogram_bit) != 0) return formula::none;
  const std::uint32_t kind = bits & type_bits::kind_mask;
  if (kind == type_bits::kind_counter) {
    const formula f = counter_formula(bits);
    return is_value_of_time(f) && clock_of_bits(bits) == time_base::none ? formula::none : f;
  }
  constexpr std::uint32_t decimal = 0x00010000;  // subtypes of a number: hex, decimal, decimal / 1000
  return kind == type_bits::kind_number && (bits & type_bits::subtype_mask) <= decimal ? formula::raw
                                                                                       : formula::none;
}

bool is_value_of_two_samples(formula f) noexcept {
  return f != formula::raw && f != formula::raw_double && f != formula::raw_fraction &&
         f != formula::elapsed && f != formula::none;
}

bool is_value_of_a_base(formula f) noexcept {
  return f == formula::raw_fraction || f == formula::base_fraction || f == formula::average ||
         f == formula::average_time;
}

// Which of the formulas look at D or F at all.
time_base clock_of_formula(formula f, std::uint32_t bits) noexcept {
  if (is_value_of_time(f)) return clock_of_bits(bits);
  if (f == formula::average_time) return time_base::tick;
  return f == formula::elapsed ? time_base::object : time_base::none;
}

}  // namespace

counter_type_info describe_counter_type(counter_type type) noexcept {
  if (const auto* row = find_counter_type(type)) return *row;
  const std::uint32_t bits = code(type);
  const formula f = formula_of_bits(bits);
  return {.type = type,
          .name = {},
          .formula = f,
          .clock = clock_of_formula(f, bits),
          .unit = unit_of_bits(bits),
          .needs_two_samples = is_value_of_two_samples(f),
          .needs_base = is_value_of_a_base(f),
          .source = header};
}

std::string_view symbol(unit u) noexcept {
  switch (u) {
    case unit::none: return "";
    case unit::per_second: return "/s";
    case unit::percent: return "%";
    case unit::seconds: return "s";
  }
  return "";
}

}  // namespace perfdata
