#include <algorithm>
#include <bit>
#include <cstring>

#include <perfdata/view/four_words.hpp>
#include <perfdata/view/instance_layout.hpp>
#include <perfdata/view/read_ahead.hpp>
#include <perfdata/view/record_difference.hpp>
#include <perfdata/view/record_sizes.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {
namespace {

constexpr std::size_t width = sizeof(four_words);

// Most definitions of a large object have 32 bytes and differ only in the parent, the name's length and the
// name. That half of them is enough to keep, where to fetch the rest out of memory takes longer than to put
// it together.
constexpr std::uint32_t narrow_definition = 32;

// Instances of a run of a far object, about as many as the nearest cache holds.
std::uint32_t run_of(std::size_t far_object) noexcept {
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(far_object / 8'192, 2, 128));
}

std::uint32_t u32_from(const std::byte* at) noexcept {
  return u32_at({at, sizeof(wire::u32)}, 0);
}

using two_words = std::uint64_t __attribute__((vector_size(16)));

// A narrow definition, put together anew.
struct narrow_halves {
  four_words own;     // parent, name's length, name
  four_words common;  // length, parent's object, name's place, unique id
};

[[gnu::always_inline]] inline narrow_halves halves_of(const std::byte* definition) noexcept {
  const auto front = std::bit_cast<two_words>(four_words_at(definition));
  const auto back = std::bit_cast<two_words>(four_words_at(definition + width));
  const auto heads = std::bit_cast<four_words>(__builtin_shufflevector(front, back, 0, 2));
  const auto tails = std::bit_cast<four_words>(__builtin_shufflevector(front, back, 1, 3));
  const four_words id = tails & four_words{0, ~0U, 0, 0};
  const four_words name_length = heads & four_words{0, 0, 0, ~0U};
  return {.own = (tails ^ id) | __builtin_shufflevector(name_length, name_length, 0, 3, 0, 0),
          .common = (heads ^ name_length) | __builtin_shufflevector(id, id, 0, 0, 0, 1)};
}

// Of `count` instances at equal distances: their definitions and the lengths of their counter blocks. Nothing
// is decided before the end, so that no instance waits for another.
bool same_narrow(const std::byte* now, const std::byte* known, std::uint32_t block,
                 std::uint32_t count) noexcept {
  const std::size_t step = std::size_t{narrow_definition} + block;
  const four_words common = four_words_at(known);
  four_words different{};
  std::uint32_t other_length = 0;
  for (known += width; count != 0; --count, now += step, known += width) {
    read_ahead(now);
    const narrow_halves halves = halves_of(now);
    different |= (halves.own ^ four_words_at(known)) | (halves.common ^ common);
    other_length |= u32_from(now + narrow_definition) ^ block;
  }
  return other_length == 0 && is_zero(different);
}

// The same for definitions of more than 16 x (Parts - 1) and at most 16 x Parts bytes.
template <std::size_t Parts>
bool same_even(const std::byte* now, const std::byte* known, const instance_stride& stride,
               std::uint32_t count) noexcept {
  const std::size_t step = std::size_t{stride.definition} + stride.block;
  const std::size_t last_part = stride.definition - width;
  four_words different{};
  std::uint32_t other_length = 0;
  for (; count != 0; --count, now += step, known += stride.definition) {
    read_nearby(now);
    for (std::size_t i = 0; i + 1 < Parts; ++i) different |= difference(now + i * width, known + i * width);
    different |= difference(now + last_part, known + last_part);
    other_length |= u32_from(now + stride.definition) ^ stride.block;
  }
  return other_length == 0 && is_zero(different);
}

// The same for definitions of any length, in counter blocks of different lengths where `block` is 0. Moves
// `at` behind them.
[[gnu::always_inline]] inline bool same_uneven(instance_layout::place& at, std::uint32_t block,
                                               std::uint32_t count) noexcept {
  const std::byte* now = at.now;
  std::byte* known = at.known;
  four_words different{};
  std::uint32_t other_length = 0;
  for (; count != 0; --count) {
    read_ahead(now);
    const std::uint32_t length = block != 0 ? block : u32_from(known);
    if (block == 0) known += sizeof(wire::u32);
    const std::uint32_t definition = u32_from(known);
    different |= difference(now, known, definition);
    other_length |= u32_from(now + definition) ^ length;
    known += definition;
    now += definition + length;
  }
  at.now = now;
  at.known = known;
  return other_length == 0 && is_zero(different);
}

// The same for definitions of one length, however long.
bool same_long(const std::byte* now, const std::byte* known, const instance_stride& stride,
               std::uint32_t count) noexcept {
  const std::size_t step = std::size_t{stride.definition} + stride.block;
  four_words different{};
  std::uint32_t other_length = 0;
  for (; count != 0; --count, now += step, known += stride.definition) {
    different |= difference(now, known, stride.definition);
    other_length |= u32_from(now + stride.definition) ^ stride.block;
  }
  return other_length == 0 && is_zero(different);
}

bool have_in_common(const std::byte* now, std::uint32_t block, std::uint32_t count) noexcept {
  const four_words common = halves_of(now).common;
  four_words different{};
  for (; count != 0; --count, now += std::size_t{narrow_definition} + block)
    different |= halves_of(now).common ^ common;
  return is_zero(different);
}

}  // namespace

std::size_t instance_layout::prepare(const object_type& object, std::size_t far_object) noexcept {
  count_ = object.instances().size();
  has_definitions_ = object.has_instances();
  run_ = object.bytes().size() >= far_object ? run_of(far_object) : count_;
  return survey(object.bytes().data() + object.record().definition_length.value());
}

void instance_layout::learn(place first) const noexcept {
  place at = first;
  while (run_at(at) != 0) learn_run(at);
  if (at.left != 0) (void)keep(at.now, last_head(), at.known);
}

// Finds out what all instances but the last share, and how many bytes there are to keep.
std::size_t instance_layout::survey(const std::byte* now) noexcept {
  std::size_t size = 0;
  stride_ = {};
  for (std::uint32_t left = count_; left > 1;) {
    const std::uint32_t count = std::min(left - 1, run_);
    const run found = look_at(now, count);
    if (left == count_) stride_ = {.definition = found.head.definition, .block = found.head.block};
    if (found.head.block != stride_.block) stride_ = {};
    if (found.head.definition != stride_.definition) stride_.definition = 0;
    size += found.kept;
    now = found.end;
    left -= count;
  }
  if (count_ == 0) return 0;
  last_definition_ = has_definitions_ ? u32_from(now) : 0;
  last_block_ = u32_from(now + last_definition_);
  return size + last_definition_;
}

// Of `count` instances from `now` on, which are not the last one.
instance_layout::run instance_layout::look_at(const std::byte* now, std::uint32_t count) const noexcept {
  const std::byte* const start = now;
  run_head head{.definition = u32_from(now), .block = u32_from(now + u32_from(now)), .narrow = false};
  const run_head usual = head;
  std::size_t definitions = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t definition = u32_from(now);
    const std::uint32_t block = u32_from(now + definition);
    if (definition != usual.definition) head.definition = 0;
    if (block != usual.block) head.block = 0;
    definitions += definition;
    now += std::size_t{definition} + block;
  }
  if (head.block == 0) head.definition = 0;
  head.narrow =
      has_heads() && head.definition == narrow_definition && have_in_common(start, head.block, count);
  const std::size_t lengths = head.block == 0 ? count * sizeof(std::uint32_t) : 0;
  return {.head = head,
          .end = now,
          .kept = (has_heads() ? sizeof head : 0) +
                  (head.narrow ? width + count * width : definitions + lengths)};
}

void instance_layout::learn_run(place& at) const noexcept {
  const std::uint32_t count = run_at(at);
  const run found = look_at(at.now, count);
  std::byte* to = at.known;
  if (has_heads()) {
    std::memcpy(to, &found.head, sizeof found.head);
    to += sizeof found.head;
  }
  if (found.head.narrow) {
    const four_words common = halves_of(at.now).common;
    std::memcpy(to, &common, sizeof common);
    to += sizeof common;
  }
  for (const std::byte* now = at.now; now != found.end;) {
    to += keep(now, found.head, to);
    now += u32_from(now);
    now += u32_from(now);
  }
  at = {.now = found.end, .known = at.known + found.kept, .left = at.left - count};
}

// Writes what is kept of one instance and tells how many bytes that is.
std::size_t instance_layout::keep(const std::byte* now, const run_head& head, std::byte* to) const noexcept {
  if (head.narrow) {
    const four_words own = halves_of(now).own;
    std::memcpy(to, &own, sizeof own);
    return sizeof own;
  }
  const std::uint32_t definition = has_definitions_ ? u32_from(now) : 0;
  const std::size_t length = head.block == 0 ? sizeof(std::uint32_t) : 0;
  if (length != 0) std::memcpy(to, now + definition, length);
  if (definition != 0) std::memcpy(to + length, now, definition);
  return length + definition;
}

instance_layout::run_head instance_layout::head_at(const place& at) const noexcept {
  run_head head{.definition = stride_.definition, .block = stride_.block, .narrow = false};
  if (has_heads()) std::memcpy(&head, at.known, sizeof head);
  return head;
}

instance_layout::run_head instance_layout::last_head() const noexcept {
  return {.definition = last_definition_, .block = last_block_, .narrow = false};
}

instance_layout::place instance_layout::first(const std::byte* instances, std::byte* kept) const noexcept {
  return {.now = instances, .known = kept, .left = count_};
}

std::uint32_t instance_layout::run_at(const place& at) const noexcept {
  return at.left == 0 ? 0 : std::min(at.left - 1, run_);
}

instance_stride instance_layout::stride_at(const place& at) const noexcept {
  const run_head head = head_at(at);
  return {.definition = head.definition, .block = head.block};
}

bool instance_layout::same(place& at) const noexcept {
  return same_run(at);
}

bool instance_layout::same_last(const place& at) const noexcept {
  return is_last(at);
}

bool instance_layout::same_all(const std::byte* instances, std::byte* kept) const noexcept {
  if (count_ == 0) return true;
  place at = first(instances, kept);
  while (at.left > 1)
    if (!same_run(at)) return false;
  return is_last(at);
}

[[gnu::always_inline]] inline bool instance_layout::same_run(place& at) const noexcept {
  const std::uint32_t count = run_at(at);
  const run_head head = head_at(at);
  at.left -= count;
  if (has_heads()) at.known += sizeof head;
  if (head.definition == 0) return same_uneven(at, head.block, count);
  const std::byte* const now = at.now;
  const std::byte* const known = at.known;
  at.now += count * (std::size_t{head.definition} + head.block);
  at.known += head.narrow ? width + count * width : count * std::size_t{head.definition};
  if (head.narrow) return same_narrow(now, known, head.block, count);
  const instance_stride stride{.definition = head.definition, .block = head.block};
  return head.definition <= 2 * width   ? same_even<2>(now, known, stride, count)
         : head.definition <= 3 * width ? same_even<3>(now, known, stride, count)
                                        : same_long(now, known, stride, count);
}

[[gnu::always_inline]] inline bool instance_layout::is_last(const place& at) const noexcept {
  return is_zero(difference(at.now, at.known, last_definition_)) &&
         u32_from(at.now + last_definition_) == last_block_;
}

bool instance_layout::renew(place& at) const noexcept {
  const std::uint32_t count = run_at(at);
  const run_head head = head_at(at);
  std::byte* known = at.known + (has_heads() ? sizeof head : 0);
  const four_words common = head.narrow ? four_words_at(known) : four_words{};
  if (head.narrow) known += width;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t length = head.block == 0 ? sizeof(wire::u32) : 0;
    const std::uint32_t block = head.block != 0 ? head.block : u32_from(known);
    const std::uint32_t definition = head.definition != 0 ? head.definition : u32_from(known + length);
    if (!is_sound(at.now, definition, block)) return false;
    if (head.narrow && !is_zero(halves_of(at.now).common ^ common)) return false;
    known += keep(at.now, head, known);
    at.now += std::size_t{definition} + block;
  }
  at.known = known;
  at.left -= count;
  return true;
}

bool instance_layout::renew_last(const place& at) const noexcept {
  if (!is_sound(at.now, last_definition_, last_block_)) return false;
  (void)keep(at.now, last_head(), at.known);
  return true;
}

// Whether an instance has the lengths that were proved for another one in its place, and its name inside.
bool instance_layout::is_sound(const std::byte* now, std::uint32_t definition,
                               std::uint32_t block) const noexcept {
  if (u32_from(now + definition) != block) return false;
  if (!has_definitions_) return true;
  const auto& instance = wire::overlay<wire::perf_instance_definition>(byte_view(now, definition));
  return instance.byte_length.value() == definition &&
         fits(instance.name_offset.value(), instance.name_length.value(), definition);
}

}  // namespace perfdata
