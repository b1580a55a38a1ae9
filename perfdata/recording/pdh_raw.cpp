#include <perfdata/cook/cook.hpp>
#include <perfdata/recording/pdh_raw.hpp>

namespace perfdata {
namespace {

constexpr std::int64_t filetime_frequency = 10'000'000;

// The size that the type's bits state, with AVERAGE_TIMER's real 8.
std::uint32_t size_of(counter_type type) noexcept {
  if (type == counter_type::average_timer) return 8;
  return (code(type) & type_bits::size_mask) == type_bits::size_large ? 8 : 4;
}

// PERF_AVERAGE_BASE, PERF_SAMPLE_BASE and PERF_RAW_BASE are 4 bytes and run over; the bases of LARGE and
// PRECISION types are 8.
std::uint32_t base_size_of(counter_type type) noexcept {
  const bool precise = (code(type) & type_bits::subtype_mask) == type_bits::counter_precision;
  return precise || type == counter_type::large_raw_fraction ? 8 : 4;
}

}  // namespace

pdh_raw_reading::pdh_raw_reading(const pdh_counter& counter) noexcept {
  const auto info = describe_counter_type(counter.type);
  blank_.type = counter.type;
  blank_.size = size_of(counter.type);
  multi_ = is_multi(counter.type);
  if (info.clock == time_base::tick || info.formula == formula::average_time)
    blank_.clocks.perf_freq = counter.time_base;
  if (info.clock == time_base::object) blank_.clocks.object_perf_freq = counter.time_base;
  if (info.needs_base && !multi_) {
    second_ = second_part::base;
    blank_.base_size = base_size_of(counter.type);
  } else if (info.clock == time_base::tick) {
    second_ = second_part::tick;
  } else if (info.clock == time_base::filetime) {
    second_ = second_part::filetime;
  } else if (info.clock == time_base::object) {
    second_ = second_part::object;
  }
}

counter_sample pdh_raw_reading::sample(const pdh_raw& raw) const noexcept {
  counter_sample out = blank_;
  out.value = raw.first;
  if (multi_) out.multiplier = raw.multi;
  switch (second_) {
    case second_part::nothing: break;
    case second_part::base: out.base = raw.second; break;
    case second_part::tick: out.clocks.perf_time = static_cast<std::int64_t>(raw.second); break;
    case second_part::filetime: out.clocks.perf_time_100ns = static_cast<std::int64_t>(raw.second); break;
    case second_part::object: out.clocks.object_perf_time = static_cast<std::int64_t>(raw.second); break;
  }
  return out;
}

pdh_raw to_pdh_raw(const counter_sample& sample) noexcept {
  pdh_raw raw{.first = sample.value.value_or(0), .multi = sample.multiplier.value_or(1)};
  const auto info = describe_counter_type(sample.type);
  raw.second = info.needs_base && !is_multi(sample.type)
                   ? sample.base.value_or(0)
                   : static_cast<std::uint64_t>(read_clock(info.clock, sample.clocks).time);
  return raw;
}

std::int64_t pdh_time_base(const counter_sample& sample) noexcept {
  const auto info = describe_counter_type(sample.type);
  if (info.formula == formula::average_time) return sample.clocks.perf_freq;
  const auto frequency = read_clock(info.clock, sample.clocks).frequency;
  return frequency != 0 ? frequency : filetime_frequency;
}

}  // namespace perfdata
