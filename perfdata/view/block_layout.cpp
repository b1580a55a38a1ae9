#include <cstring>

#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/four_words.hpp>
#include <perfdata/view/record_difference.hpp>
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

}  // namespace

// Every place that is looked at follows from lengths that were proved when they were learned: so nothing is
// decided before a whole run is compared.
recognition object_layout::recognise(byte_view object) noexcept {
  if (!begins(object)) return recognition::other;
  auto at = first_instance(object);
  if (instances_.same_all(at.now, at.known)) return recognition::same;
  while (instances_.run_at(at) != 0)
    if (recognise_run(at) == recognition::other) return recognition::other;
  return recognise_last(at) == recognition::other ? recognition::other : recognition::renewed;
}

bool object_layout::begins(byte_view object) const noexcept {
  return size_ != 0 && object.size() >= size_ &&
         is_zero(difference(object.data(), kept_.data(), clock_begin)) &&
         same_definitions(object.data() + object_record_size);
}

instance_layout::place object_layout::first_instance(byte_view object) noexcept {
  return instances_.first(object.data() + u32_at(kept_, offsetof(wire::perf_object_type, definition_length)),
                          kept_.data() + clock_begin + definitions_);
}

recognition object_layout::recognise_run(instance_layout::place& at) noexcept {
  const auto before = at;
  if (instances_.same(at)) return recognition::same;
  at = before;
  if (instances_.renew(at)) return recognition::renewed;
  forget();
  return recognition::other;
}

recognition object_layout::recognise_last(const instance_layout::place& at) noexcept {
  if (instances_.same_last(at)) return recognition::same;
  if (instances_.renew_last(at)) return recognition::renewed;
  forget();
  return recognition::other;
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

void object_layout::learn(const object_type& object) {
  const byte_view bytes = object.bytes();
  size_ = static_cast<std::uint32_t>(bytes.size());
  plain_ = object.plain_;
  const std::size_t instances = instances_.prepare(object);
  const byte_view header = bytes.first(clock_begin);
  const byte_view definitions =
      bytes.first(object.record().definition_length.value()).subspan(object_record_size);
  compact_ = object.record().header_length.value() == object_record_size && are_common(definitions) &&
             definitions.size() == object.counters().size() * definition_record_size;
  definitions_ = static_cast<std::uint32_t>(
      compact_ ? definitions.size() / definition_record_size * compact_definition : definitions.size());
  kept_.clear();
  kept_.reserve(header.size() + definitions_ + instances);
  append(header, kept_);
  if (compact_)
    for (std::size_t at = 0; at < definitions.size(); at += definition_record_size)
      append_compact(definitions.subspan(at, definition_record_size), kept_);
  else
    append(definitions, kept_);
  kept_.resize(kept_.size() + instances);
  instances_.learn(first_instance(bytes));
}

}  // namespace perfdata
