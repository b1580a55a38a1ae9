#include <array>
#include <bench/yardsticks.hpp>
#include <bit>
#include <cstddef>
#include <cstring>

#include <perfdata/wire/records.hpp>

namespace perfdata::bench {
namespace {

static_assert(std::endian::native == std::endian::little,
              "the naive walk loads little-endian fields as they are");

template <class T>
T load(const std::byte* from) noexcept {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

std::uint32_t u32(const std::byte* record, std::size_t field) noexcept {
  return load<std::uint32_t>(record + field);
}

using block = wire::perf_data_block;
using object = wire::perf_object_type;
using counter = wire::perf_counter_definition;
using instance = wire::perf_instance_definition;

void add_values(const std::byte* type, const std::byte* counter_block, value_sum& total) noexcept {
  const std::byte* definition = type + u32(type, offsetof(object, header_length));
  const std::uint32_t counters = u32(type, offsetof(object, num_counters));
  for (std::uint32_t i = 0; i < counters; ++i) {
    const std::byte* value = counter_block + u32(definition, offsetof(counter, counter_offset));
    const bool large = u32(definition, offsetof(counter, counter_size)) == 8;
    total.sum += large ? load<std::uint64_t>(value) : load<std::uint32_t>(value);
    ++total.values;
    definition += u32(definition, offsetof(counter, byte_length));
  }
}

}  // namespace

value_sum naive_walk(byte_view bytes) noexcept {
  value_sum total;
  const std::byte* type = bytes.data() + u32(bytes.data(), offsetof(block, header_length));
  const std::uint32_t objects = u32(bytes.data(), offsetof(block, num_object_types));
  for (std::uint32_t i = 0; i < objects; ++i) {
    const auto instances = load<std::int32_t>(type + offsetof(object, num_instances));
    const std::byte* next = type + u32(type, offsetof(object, definition_length));
    if (instances == wire::no_instances) add_values(type, next, total);
    for (std::int32_t k = 0; k < instances; ++k) {
      const std::byte* counter_block = next + u32(next, offsetof(instance, byte_length));
      add_values(type, counter_block, total);
      next = counter_block + u32(counter_block, 0);
    }
    type += u32(type, offsetof(object, total_byte_length));
  }
  return total;
}

std::uint64_t memory_read(byte_view bytes) noexcept {
  // A vector type of the compiler's: SSE2 on x86-64, NEON on aarch64.
  using two_words = std::uint64_t __attribute__((vector_size(16)));
  constexpr std::size_t lanes = 8;
  constexpr std::size_t step = lanes * sizeof(two_words);
  std::array<two_words, lanes> sums{};
  std::size_t at = 0;
  for (; at + step <= bytes.size(); at += step)
    for (std::size_t i = 0; i < lanes; ++i)
      sums[i] += load<two_words>(bytes.data() + at + i * sizeof(two_words));
  std::uint64_t total = 0;
  for (const two_words& sum : sums) total += sum[0] + sum[1];
  for (; at + 8 <= bytes.size(); at += 8) total += load<std::uint64_t>(bytes.data() + at);
  return total;
}

}  // namespace perfdata::bench
