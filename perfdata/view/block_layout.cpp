#include <cstring>
#include <span>

#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/four_words.hpp>
#include <perfdata/view/read_ahead.hpp>
#include <perfdata/view/record_sizes.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {
namespace {

constexpr std::size_t clock_begin = offsetof(wire::perf_object_type, perf_time);
constexpr std::size_t compact_definition = definition_record_size - 3 * sizeof(wire::u32);

std::uint32_t half_at(const std::byte* from) noexcept {
  std::uint32_t half = 0;
  std::memcpy(&half, from, sizeof half);
  return half;
}

constexpr std::size_t width = sizeof(four_words);

four_words difference(const std::byte* a, const std::byte* b) noexcept {
  return four_words_at(a) ^ four_words_at(b);
}

// memcmp's call costs more than the few words that an instance has: 24 bytes and a short name. What is not a
// multiple of 16 overlaps.
[[gnu::always_inline]] inline four_words difference(const std::byte* a, const std::byte* b,
                                                    std::size_t size) noexcept {
  if (size < width || size > 4 * width)
    return four_words{size != 0 && std::memcmp(a, b, size) != 0 ? 1U : 0U, 0, 0, 0};
  const four_words ends = difference(a, b) | difference(a + size - width, b + size - width);
  if (size <= 2 * width) return ends;
  return ends | difference(a + width, b + width) | difference(a + size - 2 * width, b + size - 2 * width);
}

// A definition in 28 bytes instead of 40: without its length and the producer's pointers, which are 40 and 0.
std::uint32_t uncommon(const std::byte* definition) noexcept {
  using counter = wire::perf_counter_definition;
  const auto field = [definition](std::size_t offset) { return half_at(definition + offset); };
  return (u32_at({definition, sizeof(wire::u32)}, 0) ^ std::uint32_t{definition_record_size}) |
         field(offsetof(counter, name_title)) | field(offsetof(counter, help_title));
}

bool are_common(byte_view definitions) noexcept {
  if (definitions.size() % definition_record_size != 0) return false;
  std::uint32_t different = 0;
  for (std::size_t at = 0; at < definitions.size(); at += definition_record_size)
    different |= uncommon(definitions.data() + at);
  return different == 0;
}

void append(byte_view bytes, byte_buffer& to) {
  to.insert(to.end(), bytes.begin(), bytes.end());
}

void append_compact(byte_view definition, byte_buffer& to) {
  using counter = wire::perf_counter_definition;
  append(definition.subspan(offsetof(counter, name_title_index), sizeof(wire::u32)), to);
  append(definition.subspan(offsetof(counter, help_title_index), sizeof(wire::u32)), to);
  append(definition.subspan(offsetof(counter, default_scale)), to);
}

// The lengths of an object's instances and counter blocks, which were proved.
class instance_lengths {
 public:
  explicit instance_lengths(const object_type& object) noexcept
      : bytes_(object.bytes()),
        begin_(object.record().definition_length.value()),
        count_(object.instances().size()),
        has_definitions_(object.has_instances()) {
    bool one_definition = true;
    bool one_block = true;
    for_each([&](std::size_t, std::uint32_t definition, std::uint32_t block, bool last) {
      identities_ += definition;
      last_block_ = block;
      if (last) return;
      if (common_.block == 0) common_ = {.definition = definition, .block = block};
      one_definition = one_definition && definition == common_.definition;
      one_block = one_block && block == common_.block;
    });
    if (!one_block) common_ = {};
    if (!one_definition) common_.definition = 0;
  }

  // sink(place in the object, length, length of its counter block, whether it is the last) for each instance.
  template <class Sink>
  void for_each(Sink sink) const {
    std::size_t at = begin_;
    for (std::uint32_t i = 0; i < count_; ++i) {
      const std::uint32_t definition = has_definitions_ ? u32_at(bytes_, at) : 0;
      const std::uint32_t block = u32_at(bytes_, at + definition);
      sink(at, definition, block, i + 1 == count_);
      at += std::size_t{definition} + block;
    }
  }

  [[nodiscard]] std::size_t identities() const noexcept { return identities_; }
  [[nodiscard]] instance_stride common() const noexcept { return common_; }
  [[nodiscard]] std::uint32_t last_block() const noexcept { return last_block_; }

 private:
  byte_view bytes_;
  std::size_t begin_;
  std::uint32_t count_;
  bool has_definitions_;
  std::size_t identities_ = 0;
  instance_stride common_{};
  std::uint32_t last_block_ = 0;
};

// Of a definition as it came and one that is kept.
four_words compact_difference(const std::byte* now, const std::byte* known) noexcept {
  const four_words titles = four_words_at(now);          // length, title, pointer, help title
  const four_words scales = four_words_at(now + width);  // pointer, scale, detail level, type
  const four_words rest =
      difference(now + definition_record_size - width, known + compact_definition - width);
  const four_words common = __builtin_shufflevector(titles, scales, 0, 2, 4, 4);
  const four_words own = __builtin_shufflevector(titles, scales, 1, 3, 5, 6);
  return rest | (own ^ four_words_at(known)) | (common ^ four_words{definition_record_size, 0, 0, 0});
}

// Of `count` instances at equal distances: their definitions, of more than 16 x (Parts - 1) and at most
// 16 x Parts bytes each, and the lengths of their counter blocks. Nothing is decided before the end, so that
// no instance waits for another.
template <std::size_t Parts>
four_words alike_difference(const std::byte* now, const std::byte* known, const instance_stride& stride,
                            std::uint32_t count) noexcept {
  const std::size_t step = std::size_t{stride.definition} + stride.block;
  const std::size_t last_part = stride.definition - width;
  constexpr std::size_t near =
      2'048;  // two lines an instance, as read_ahead asks for, cost more than they bring
  four_words different{};
  std::uint32_t other_length = 0;
  for (; count != 0; --count, now += step, known += stride.definition) {
    __builtin_prefetch(now + near);
    for (std::size_t i = 0; i + 1 < Parts; ++i) different |= difference(now + i * width, known + i * width);
    different |= difference(now + last_part, known + last_part);
    other_length |= u32_at({now + stride.definition, sizeof(wire::u32)}, 0) ^ stride.block;
  }
  return different | four_words{other_length, 0, 0, 0};
}

// The same for definitions of any length.
four_words long_difference(const std::byte* now, const std::byte* known, const instance_stride& stride,
                           std::uint32_t count) noexcept {
  const std::size_t step = std::size_t{stride.definition} + stride.block;
  four_words different{};
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
  return same_definitions(object.data() + object_record_size) &&
         (instances_ == 0 || same_instances(instances, kept_.data() + clock_begin + definitions_));
}

bool object_layout::same_definitions(const std::byte* now) const noexcept {
  const std::byte* known = kept_.data() + clock_begin;
  if (!compact_) return definitions_ == 0 || std::memcmp(now, known, definitions_) == 0;
  four_words different{};
  std::size_t left = definitions_ / compact_definition;
  for (; left >= 2; left -= 2) {
    different |= compact_difference(now, known) |
                 compact_difference(now + definition_record_size, known + compact_definition);
    now += 2 * definition_record_size;
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
  four_words different{};
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
    read_ahead(now);
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
  const byte_view bytes = object.bytes();
  size_ = static_cast<std::uint32_t>(bytes.size());
  instances_ = object.instances().size();
  plain_ = object.plain_;
  const instance_lengths lengths(object);
  stride_ = lengths.common();
  last_block_ = lengths.last_block();
  const byte_view header = bytes.first(clock_begin);
  const byte_view definitions =
      bytes.first(object.record().definition_length.value()).subspan(object_record_size);
  compact_ = object.record().header_length.value() == object_record_size && are_common(definitions) &&
             definitions.size() == object.counters().size() * definition_record_size;
  definitions_ = static_cast<std::uint32_t>(
      compact_ ? definitions.size() / definition_record_size * compact_definition : definitions.size());
  kept_.clear();
  kept_.reserve(header.size() + definitions_ + lengths.identities() + kept_lengths() * sizeof(std::uint32_t));
  append(header, kept_);
  if (compact_)
    for (std::size_t at = 0; at < definitions.size(); at += definition_record_size)
      append_compact(definitions.subspan(at, definition_record_size), kept_);
  else
    append(definitions, kept_);
  lengths.for_each([&](std::size_t at, std::uint32_t definition, std::uint32_t, bool) {
    append(bytes.subspan(at, definition), kept_);
  });
  if (kept_lengths() == 0) return;
  lengths.for_each([&](std::size_t, std::uint32_t, std::uint32_t block, bool last) {
    if (!last) append(std::as_bytes(std::span(&block, 1)), kept_);
  });
}

}  // namespace perfdata
