#include <cstring>

#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/compact_definitions.hpp>
#include <perfdata/view/four_words.hpp>
#include <perfdata/view/record_difference.hpp>
#include <perfdata/view/record_sizes.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {
namespace {

constexpr std::size_t clock_begin = offsetof(wire::perf_object_type, perf_time);
void append(byte_view bytes, byte_buffer& to) {
  to.insert(to.end(), bytes.begin(), bytes.end());
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
  const std::byte* const known = kept_.data() + clock_begin;
  return compact_ ? same_as_compact(now, known, definitions_ / compact_definition_size)
                  : definitions_ == 0 || std::memcmp(now, known, definitions_) == 0;
}

void object_layout::learn(const object_type& object, std::size_t far_object) {
  const byte_view bytes = object.bytes();
  size_ = static_cast<std::uint32_t>(bytes.size());
  plain_ = object.plain_;
  const std::size_t instances = instances_.prepare(object, far_object);
  const byte_view header = bytes.first(clock_begin);
  const byte_view definitions =
      bytes.first(object.record().definition_length.value()).subspan(object_record_size);
  compact_ = object.record().header_length.value() == object_record_size && can_be_compact(definitions) &&
             definitions.size() == object.counters().size() * definition_record_size;
  definitions_ = static_cast<std::uint32_t>(
      compact_ ? definitions.size() / definition_record_size * compact_definition_size : definitions.size());
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
