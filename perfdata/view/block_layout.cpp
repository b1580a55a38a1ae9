#include <array>
#include <bit>
#include <cstring>

#include <perfdata/view/block_layout.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {
namespace {

constexpr std::size_t clock_begin = offsetof(wire::perf_object_type, perf_time);
constexpr std::size_t object_header = sizeof(wire::perf_object_type);
constexpr std::size_t definition_header = sizeof(wire::perf_counter_definition);
constexpr std::size_t compact_definition = definition_header - 3 * sizeof(wire::u32);

std::uint32_t half_at(const std::byte* from) noexcept {
  std::uint32_t half = 0;
  std::memcpy(&half, from, sizeof half);
  return half;
}

std::uint32_t u32_at(byte_view bytes, std::size_t offset) noexcept {
  return wire::overlay<wire::u32>(bytes.subspan(offset)).value();
}

// A vector type of the compiler's: SSE2 on x86-64, NEON on aarch64.
using four = std::uint32_t __attribute__((vector_size(16)));
constexpr std::size_t width = sizeof(four);

four four_at(const std::byte* from) noexcept {
  four loaded{};
  std::memcpy(&loaded, from, sizeof loaded);
  return loaded;
}

four difference(const std::byte* a, const std::byte* b) noexcept {
  return four_at(a) ^ four_at(b);
}

bool is_zero(const four& lanes) noexcept {
  using two = std::uint64_t __attribute__((vector_size(16)));
  const auto halves = std::bit_cast<two>(lanes);
  return (halves[0] | halves[1]) == 0;
}

// memcmp's call costs more than the few words that an instance has: 24 bytes and a short name. What is not a
// multiple of 16 overlaps.
four difference(const std::byte* a, const std::byte* b, std::size_t size) noexcept {
  if (size < width || size > 4 * width)
    return four{size != 0 && std::memcmp(a, b, size) != 0 ? 1U : 0U, 0, 0, 0};
  const four ends = difference(a, b) | difference(a + size - width, b + size - width);
  if (size <= 2 * width) return ends;
  return ends | difference(a + width, b + width) | difference(a + size - 2 * width, b + size - 2 * width);
}

// A definition in 28 bytes instead of 40: without its length and the producer's pointers, which are 40 and 0.
std::uint32_t uncommon(const std::byte* definition) noexcept {
  using counter = wire::perf_counter_definition;
  const auto field = [definition](std::size_t offset) { return half_at(definition + offset); };
  return (u32_at({definition, sizeof(wire::u32)}, 0) ^ std::uint32_t{definition_header}) |
         field(offsetof(counter, name_title)) | field(offsetof(counter, help_title));
}

void append_compact(byte_view definition, byte_buffer& to) {
  using counter = wire::perf_counter_definition;
  const auto append = [&](std::size_t begin, std::size_t end) {
    to.insert(to.end(), definition.begin() + static_cast<std::ptrdiff_t>(begin),
              definition.begin() + static_cast<std::ptrdiff_t>(end));
  };
  append(offsetof(counter, name_title_index), offsetof(counter, name_title));
  append(offsetof(counter, help_title_index), offsetof(counter, help_title));
  append(offsetof(counter, default_scale), definition_header);
}

// Of a definition as it came and one that is kept.
four compact_difference(const std::byte* now, const std::byte* known) noexcept {
  const four titles = four_at(now);          // length, title, pointer, help title
  const four scales = four_at(now + width);  // pointer, scale, detail level, type
  const four rest = difference(now + definition_header - width, known + compact_definition - width);
  const four common = __builtin_shufflevector(titles, scales, 0, 2, 4, 4);
  const four own = __builtin_shufflevector(titles, scales, 1, 3, 5, 6);
  return rest | (own ^ four_at(known)) | (common ^ four{definition_header, 0, 0, 0});
}

// Of `count` instances at equal distances: their definitions, of more than 16 x (Parts - 1) and at most
// 16 x Parts bytes each, and the lengths of their counter blocks. Nothing is decided before the end, so that
// no instance waits for another.
template <std::size_t Parts>
four alike_difference(const std::byte* now, const std::byte* known, const instance_stride& stride,
                      std::uint32_t count) noexcept {
  const std::size_t step = std::size_t{stride.definition} + stride.block;
  const std::size_t last_part = stride.definition - width;
  four different{};
  std::uint32_t other_length = 0;
  for (; count != 0; --count, now += step, known += stride.definition) {
    for (std::size_t i = 0; i + 1 < Parts; ++i) different |= difference(now + i * width, known + i * width);
    different |= difference(now + last_part, known + last_part);
    other_length |= u32_at({now + stride.definition, sizeof(wire::u32)}, 0) ^ stride.block;
  }
  return different | four{other_length, 0, 0, 0};
}

// The same for definitions of any length.
four long_difference(const std::byte* now, const std::byte* known, const instance_stride& stride,
                     std::uint32_t count) noexcept {
  const std::size_t step = std::size_t{stride.definition} + stride.block;
  four different{};
  for (; count != 0; --count, now += step, known += stride.definition) {
    different |= difference(now, known, stride.definition);
    different[0] |= u32_at({now + stride.definition, sizeof(wire::u32)}, 0) ^ stride.block;
  }
  return different;
}

}  // namespace

// Every place that is looked at follows from lengths that were proved when they were learned: so nothing is
// decided before all of an object is compared.
bool object_layout::matches(byte_view object) const noexcept {
  if (size_ == 0 || object.size() < size_) return false;
  if (!is_zero(difference(object.data(), kept_.data(), clock_begin))) return false;
  const std::byte* const instances =
      object.data() + u32_at(kept_, offsetof(wire::perf_object_type, definition_length));
  return same_definitions(object.data() + object_header) &&
         (instances_ == 0 || same_instances(instances, kept_.data() + clock_begin + definitions_));
}

bool object_layout::same_definitions(const std::byte* now) const noexcept {
  const std::byte* known = kept_.data() + clock_begin;
  if (!compact_) return definitions_ == 0 || std::memcmp(now, known, definitions_) == 0;
  four different{};
  std::size_t left = definitions_ / compact_definition;
  for (; left >= 2; left -= 2) {
    different |= compact_difference(now, known) |
                 compact_difference(now + definition_header, known + compact_definition);
    now += 2 * definition_header;
    known += 2 * compact_definition;
  }
  if (left != 0) different |= compact_difference(now, known);
  return is_zero(different);
}

bool object_layout::same_instances(const std::byte* now, const std::byte* known) const noexcept {
  const std::byte* lengths =
      kept_.data() + kept_.size() - std::size_t{kept_lengths()} * sizeof(std::uint32_t);
  const bool has_definitions = known != lengths;
  std::uint32_t left = instances_ - 1;
  four different{};
  if (stride_.definition != 0) {
    const auto compare = stride_.definition <= 2 * width   ? alike_difference<2>
                         : stride_.definition <= 3 * width ? alike_difference<3>
                                                           : long_difference;
    different = compare(now, known, stride_, left);
    now += left * (std::size_t{stride_.definition} + stride_.block);
    known += left * std::size_t{stride_.definition};
    left = 0;
  }
  std::uint32_t other_length = 0;
  for (; left != 0; --left) {
    const std::uint32_t definition = u32_at({known, sizeof(wire::u32)}, 0);
    const std::uint32_t block = stride_.block != 0 ? stride_.block : half_at(lengths);
    different |= difference(now, known, definition);
    other_length |= u32_at({now + definition, sizeof(wire::u32)}, 0) ^ block;
    if (stride_.block == 0) lengths += sizeof(std::uint32_t);
    known += definition;
    now += definition + block;
  }
  const std::uint32_t definition = has_definitions ? u32_at({known, sizeof(wire::u32)}, 0) : 0;
  different |= difference(now, known, definition);
  other_length |= u32_at({now + definition, sizeof(wire::u32)}, 0) ^ last_block_;
  return other_length == 0 && is_zero(different);
}

void object_layout::learn(const object_type& object) {
  size_ = static_cast<std::uint32_t>(object.bytes().size());
  instances_ = object.instances().size();
  plain_ = object.plain_;
  const byte_view header = object.bytes().first(clock_begin);
  kept_.assign(header.begin(), header.end());
  learn_definitions(object);
  learn_instances(object);
  kept_.shrink_to_fit();
}

void object_layout::learn_definitions(const object_type& object) {
  const byte_view bytes =
      object.bytes().first(object.record().definition_length.value()).subspan(object_header);
  compact_ = object.record().header_length.value() == object_header &&
             bytes.size() == object.counters().size() * definition_header;
  for (std::size_t at = 0; compact_ && at < bytes.size(); at += definition_header)
    compact_ = uncommon(bytes.data() + at) == 0;
  if (compact_)
    for (std::size_t at = 0; at < bytes.size(); at += definition_header)
      append_compact(bytes.subspan(at, definition_header), kept_);
  else
    kept_.insert(kept_.end(), bytes.begin(), bytes.end());
  definitions_ = static_cast<std::uint32_t>(kept_.size() - clock_begin);
}

void object_layout::learn_instances(const object_type& object) {
  const byte_view bytes = object.bytes();
  const std::size_t begin = object.record().definition_length.value();
  const auto definition_at = [&](std::size_t at) { return object.has_instances() ? u32_at(bytes, at) : 0; };
  const auto for_each_length = [&](auto sink) {
    std::size_t at = begin;
    for (std::uint32_t i = 0; i < instances_; ++i) {
      const std::uint32_t definition = definition_at(at);
      const std::uint32_t block = u32_at(bytes, at + definition);
      sink(at, definition, block, i + 1 == instances_);
      at += std::size_t{definition} + block;
    }
  };
  std::size_t identities = 0;
  bool one_definition = true;
  bool one_block = true;
  stride_ = {};
  for_each_length([&](std::size_t, std::uint32_t definition, std::uint32_t block, bool last) {
    identities += definition;
    if (last) {
      last_block_ = block;
      return;
    }
    if (stride_.block == 0) stride_ = {.definition = definition, .block = block};
    one_definition = one_definition && definition == stride_.definition;
    one_block = one_block && block == stride_.block;
  });
  if (!one_block) stride_ = {};
  if (!one_definition) stride_.definition = 0;
  kept_.reserve(kept_.size() + identities + std::size_t{kept_lengths()} * sizeof(std::uint32_t));
  for_each_length([&](std::size_t at, std::uint32_t definition, std::uint32_t, bool) {
    const byte_view identity = bytes.subspan(at, definition);
    kept_.insert(kept_.end(), identity.begin(), identity.end());
  });
  if (kept_lengths() == 0) return;
  for_each_length([&](std::size_t, std::uint32_t, std::uint32_t block, bool last) {
    const auto length = std::bit_cast<std::array<std::byte, sizeof block>>(block);
    if (!last) kept_.insert(kept_.end(), length.begin(), length.end());
  });
}

}  // namespace perfdata
