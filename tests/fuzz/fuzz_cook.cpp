// Any two samples of any type: a number exactly when the status carries one, and never infinite.
#include "tests/fuzz/fuzz_target.hpp"

#include <cmath>
#include <cstdlib>
#include <cstring>

#include <perfdata/cook/cook.hpp>

using namespace perfdata;

namespace {

// Takes numbers off the front of the input; zeros when it is used up.
class number_source {
 public:
  explicit number_source(byte_view bytes) : rest_(bytes) {}

  template <class Number>
  Number take() {
    Number out{};
    if (rest_.size() < sizeof(out)) return out;
    std::memcpy(&out, rest_.data(), sizeof(out));
    rest_ = rest_.subspan(sizeof(out));
    return out;
  }

 private:
  byte_view rest_;
};

counter_sample take_sample(number_source& numbers, counter_type type) {
  counter_sample s{.type = type};
  const auto flags = numbers.take<std::uint8_t>();
  s.size = (flags & 1U) != 0 ? 4 : 8;
  if ((flags & 2U) == 0) s.value = numbers.take<std::uint64_t>();
  if ((flags & 4U) == 0) s.base = numbers.take<std::uint64_t>(), s.base_size = (flags & 8U) != 0 ? 4 : 8;
  if ((flags & 16U) != 0) s.multiplier = numbers.take<std::uint32_t>();
  s.clocks.perf_time = numbers.take<std::int64_t>();
  s.clocks.perf_freq = numbers.take<std::int64_t>();
  s.clocks.perf_time_100ns = numbers.take<std::int64_t>();
  s.clocks.object_perf_time = numbers.take<std::int64_t>();
  s.clocks.object_perf_freq = numbers.take<std::int64_t>();
  return s;
}

void check(const cooked_value& cooked, counter_type type) {
  const bool carries = cooked.status <= cooked_status::clamped_high;
  if (cooked.has_value() != carries) std::abort();
  if (cooked.has_value() && type != counter_type::double_raw && !std::isfinite(*cooked.value)) std::abort();
}

}  // namespace

void fuzz_one(byte_view bytes) {
  number_source numbers(bytes);
  auto type = static_cast<counter_type>(numbers.take<std::uint32_t>());
  if (const auto row = code(type); row < counter_types().size()) type = counter_types()[row].type;
  const auto older = take_sample(numbers, type);
  const auto newer = take_sample(numbers, type);
  check(cook(nullptr, newer), type);
  check(cook(&older, newer), type);
  check(cook(&older, newer, {.cap_at_100 = true}), type);
}
