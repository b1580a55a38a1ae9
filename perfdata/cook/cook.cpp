#include <bit>
#include <cmath>

#include <perfdata/cook/cook.hpp>

namespace perfdata {
namespace {

cooked_value nothing(cooked_status status) noexcept {
  return {.value = std::nullopt, .status = status};
}

// newer - older of a raw value, by its width on the wire.
struct difference {
  std::uint64_t amount = 0;
  cooked_status status = cooked_status::ok;  // ok, wrapped or counter_went_back
};

difference subtract(std::uint64_t newer, std::uint64_t older, std::uint32_t size) noexcept {
  if (newer >= older) return {newer - older, cooked_status::ok};
  if (size == 4) {
    const auto modulo = static_cast<std::uint32_t>(newer - older);
    if (modulo < 0x80000000U) return {modulo, cooked_status::wrapped};
  }
  return {0, cooked_status::counter_went_back};
}

double ratio(std::uint64_t numerator, std::uint64_t denominator) noexcept {
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

// What the formulas of two samples work on, once every edge rule has been passed.
struct deltas {
  std::uint64_t counter = 0;
  std::uint64_t time = 0;
  double frequency = 0;
  std::uint64_t base = 0;
  double components = 0;
};

double apply(formula f, const deltas& d) noexcept {
  switch (f) {
    case formula::delta: return static_cast<double>(d.counter);
    case formula::rate: return static_cast<double>(d.counter) / (static_cast<double>(d.time) / d.frequency);
    case formula::queue_length: return ratio(d.counter, d.time);
    case formula::timer: return 100.0 * ratio(d.counter, d.time);
    case formula::timer_inverse:  // the difference in integers: 1 - dN/dD would cancel digits near 0
      return 100.0 * (static_cast<double>(static_cast<std::int64_t>(d.time - d.counter)) /
                      static_cast<double>(d.time));
    case formula::base_fraction: return 100.0 * ratio(d.counter, d.base);
    case formula::average_time:
      return static_cast<double>(d.counter) / d.frequency / static_cast<double>(d.base);
    case formula::average: return ratio(d.counter, d.base);
    default: return 0;
  }
}

double apply_multi(const counter_type_info& info, const deltas& d) noexcept {
  const double time =
      info.clock == time_base::tick ? static_cast<double>(d.time) / d.frequency : static_cast<double>(d.time);
  const double busy = static_cast<double>(d.counter) / time;
  return 100.0 * (info.formula == formula::multi_timer ? busy : d.components - busy) / d.components;
}

bool is_inverse(formula f) noexcept {
  return f == formula::timer_inverse || f == formula::multi_timer_inverse;
}

cooked_value finish(double value, const counter_type_info& info, cooked_status status,
                    const cook_options& options) noexcept {
  if (options.clamp_at_0 && value < 0 && is_inverse(info.formula)) return {0.0, cooked_status::clamped_low};
  if (options.cap_at_100 && info.unit == unit::percent && value > 100.0)
    return {100.0, cooked_status::clamped_high};
  return {value, status};
}

cooked_value cook_elapsed(const counter_sample& newer) noexcept {
  const auto clock = read_clock(time_base::object, newer.clocks);
  if (clock.frequency <= 0) return nothing(cooked_status::bad_frequency);
  const auto start = static_cast<std::int64_t>(*newer.value);
  if (start > clock.time) return nothing(cooked_status::clock_went_back);
  const auto ticks = static_cast<std::uint64_t>(clock.time) - static_cast<std::uint64_t>(start);
  return {static_cast<double>(ticks) / static_cast<double>(clock.frequency), cooked_status::ok};
}

cooked_value cook_one(const counter_type_info& info, const counter_sample& newer,
                      const cook_options& options) noexcept {
  switch (info.formula) {
    case formula::raw: return {static_cast<double>(*newer.value), cooked_status::ok};
    case formula::raw_double:
      if (newer.size != 8) return nothing(cooked_status::no_data);
      if (const auto number = std::bit_cast<double>(*newer.value); !std::isnan(number))
        return {number, cooked_status::ok};
      return nothing(cooked_status::no_data);
    case formula::elapsed: return cook_elapsed(newer);
    case formula::raw_fraction:
      if (*newer.base == 0) return nothing(cooked_status::zero_base);
      return finish(100.0 * ratio(*newer.value, *newer.base), info, cooked_status::ok, options);
    default: return nothing(cooked_status::not_numeric);
  }
}

// D1 - D0 and F, or why not.
cooked_status take_time(const counter_type_info& info, const counter_sample& older,
                        const counter_sample& newer, deltas& d) noexcept {
  const auto before = read_clock(info.clock, older.clocks);
  const auto after = read_clock(info.clock, newer.clocks);
  if (after.frequency <= 0) return cooked_status::bad_frequency;
  d.frequency = static_cast<double>(after.frequency);
  if (info.formula == formula::average_time) return cooked_status::ok;  // needs F only
  if (after.time < before.time) return cooked_status::clock_went_back;
  if (after.time == before.time) return cooked_status::zero_time;
  d.time = static_cast<std::uint64_t>(after.time) - static_cast<std::uint64_t>(before.time);
  return cooked_status::ok;
}

// B1 - B0, or why not; no_events when neither base nor counter moved.
cooked_status take_base(const counter_sample& older, const counter_sample& newer, deltas& d) noexcept {
  if (!older.base) return cooked_status::no_base;
  if (newer.base_size == 4) {
    d.base = static_cast<std::uint32_t>(*newer.base - *older.base);
  } else {
    if (*newer.base < *older.base) return cooked_status::clock_went_back;
    d.base = *newer.base - *older.base;
  }
  if (d.base != 0) return cooked_status::ok;
  return d.counter == 0 ? cooked_status::no_events : cooked_status::zero_base;
}

cooked_value cook_two(const counter_type_info& info, const counter_sample& older, const counter_sample& newer,
                      const cook_options& options) noexcept {
  if (older.type != newer.type || older.size != newer.size) return nothing(cooked_status::type_changed);
  if (!older.value) return nothing(cooked_status::first_sample);
  deltas d;
  if (info.clock != time_base::none)
    if (const auto status = take_time(info, older, newer, d); status != cooked_status::ok)
      return nothing(status);
  const auto counter = subtract(*newer.value, *older.value, newer.size);
  if (counter.status == cooked_status::counter_went_back) return nothing(counter.status);
  d.counter = counter.amount;
  if (info.needs_base) {
    const auto status = take_base(older, newer, d);
    if (status == cooked_status::no_events) return {0.0, status};
    if (status != cooked_status::ok) return nothing(status);
  }
  if (info.formula == formula::multi_timer || info.formula == formula::multi_timer_inverse) {
    const auto components = newer.multiplier ? std::optional<std::uint64_t>(*newer.multiplier) : newer.base;
    if (!components) return nothing(cooked_status::no_base);
    if (*components == 0) return nothing(cooked_status::zero_base);
    d.components = static_cast<double>(*components);
    return finish(apply_multi(info, d), info, counter.status, options);
  }
  return finish(apply(info.formula, d), info, counter.status, options);
}

}  // namespace

clock_reading read_clock(time_base clock, const sample_clocks& clocks) noexcept {
  constexpr std::int64_t filetime_frequency = 10'000'000;
  switch (clock) {
    case time_base::none: return {};
    case time_base::tick: return {clocks.perf_time, clocks.perf_freq};
    case time_base::filetime: return {clocks.perf_time_100ns, filetime_frequency};
    case time_base::object:
      if (clocks.object_perf_freq != 0) return {clocks.object_perf_time, clocks.object_perf_freq};
      return {clocks.perf_time, clocks.perf_freq};
  }
  return {};
}

cooked_value cook(const counter_sample* older, const counter_sample& newer,
                  const cook_options& options) noexcept {
  return cook(describe_counter_type(newer.type), older, newer, options);
}

cooked_value cook(const counter_type_info& info, const counter_sample* older, const counter_sample& newer,
                  const cook_options& options) noexcept {
  if (info.formula == formula::none)
    return nothing(info.name.empty() ? cooked_status::unsupported : cooked_status::not_numeric);
  if (!newer.value) return nothing(cooked_status::no_data);
  if (info.needs_base && !newer.base)
    return nothing(newer.base_size == 0 ? cooked_status::no_base : cooked_status::no_data);
  if (!info.needs_two_samples) return cook_one(info, newer, options);
  if (older == nullptr) return nothing(cooked_status::first_sample);
  return cook_two(info, *older, newer, options);
}

}  // namespace perfdata
