#include <algorithm>
#include <fmt/compile.h>

#include <perfdata/view/block_validator.hpp>
#include <perfdata/view/byte_order.hpp>
#include <perfdata/view/four_words.hpp>
#include <perfdata/view/read_ahead.hpp>
#include <perfdata/view/record_sizes.hpp>

namespace perfdata {
namespace {

using wire::overlay;

// ByteLength of the counter block of the instance at `at`; 0 when it is not there.
std::uint32_t first_block_length(byte_view bytes, std::size_t at) noexcept {
  if (!fits(at, instance_record_size + block_record_size, bytes.size())) return 0;
  const std::uint32_t length = u32_at(bytes, at);
  return fits(at, std::uint64_t{length} + block_record_size, bytes.size()) ? u32_at(bytes, at + length) : 0;
}

// How many of at most `most` instances from here on have these lengths and sound names: testing that guess
// keeps the loads of one instance from waiting for those of the one before it.
std::uint32_t count_alike(byte_view here, std::uint32_t length, std::uint32_t block_length,
                          std::uint32_t most) noexcept {
  const std::size_t stride = std::size_t{length} + block_length;
  const auto room = static_cast<std::uint32_t>(std::min<std::size_t>(here.size() / stride, most));
  std::uint32_t left = room;
  for (; left != 0; --left, here = here.subspan(stride)) {
    read_ahead(here.data());
    const auto& instance = overlay<wire::perf_instance_definition>(here);
    if (instance.byte_length.value() != length || u32_at(here, length) != block_length ||
        std::uint64_t{instance.name_offset.value()} + instance.name_length.value() > length)
      break;
  }
  return room - left;
}

// Where the furthest value ends in a counter block, when all of these definitions have 40 bytes.
std::optional<std::uint64_t> reach_of_tight(byte_view definitions) noexcept {
  std::uint32_t unusual = 0;
  std::uint64_t reach = 0;
  for (std::size_t at = 0; at < definitions.size(); at += definition_record_size) {
    const auto& counter = overlay<wire::perf_counter_definition>(definitions.subspan(at));
    unusual |= counter.byte_length.value() ^ std::uint32_t{definition_record_size};
    reach = std::max(reach, std::uint64_t{counter.counter_offset.value()} + counter.counter_size.value());
  }
  return unusual == 0 ? std::optional(reach) : std::nullopt;
}

// The same when all values have four or eight bytes besides, and offsets below 2^30. A definition's size and
// offset are looked at together with the length of the one behind it.
std::optional<std::uint64_t> reach_of_plain(byte_view definitions) noexcept {
  constexpr std::size_t size_at = offsetof(wire::perf_counter_definition, counter_size);
  const std::byte* at = definitions.data() + size_at;
  std::size_t behind = definitions.size() / definition_record_size;
  if (behind == 0) return 0;
  four_words odd{u32_at(definitions, 0) ^ std::uint32_t{definition_record_size}, 0, 0, 0};
  four_signed_words furthest{};
  const auto look_at = [&](const four_words& tail, const four_words& sizes) {
    odd |= (tail - four_words{4, 0, definition_record_size, 0}) & four_words{~4U, 3U << 30U, ~0U, 0};
    const auto ends =
        std::bit_cast<four_signed_words>(sizes + __builtin_shufflevector(sizes, sizes, 1, 0, 3, 2));
    furthest = ends > furthest ? ends : furthest;
  };
  for (--behind; behind >= 2; behind -= 2, at += 2 * definition_record_size) {
    const four_words first = four_words_at(at);
    const four_words second = four_words_at(at + definition_record_size);
    odd |= (first - four_words{4, 0, definition_record_size, 0}) & four_words{~4U, 3U << 30U, ~0U, 0};
    look_at(second, __builtin_shufflevector(first, second, 0, 1, 4, 5));
  }
  if (behind != 0) {
    const four_words tail = four_words_at(at);
    look_at(tail, __builtin_shufflevector(tail, tail, 0, 1, 0, 1));
    at += definition_record_size;
  }
  const four_words last = four_words_at(at - sizeof(four_words) / 2);  // behind it other things begin
  const four_words sizes = __builtin_shufflevector(last, last, 2, 3, 2, 3);
  look_at(sizes ^ (sizes & four_words{0, 0, ~0U, ~0U}) ^ four_words{0, 0, definition_record_size, 0}, sizes);
  if (!is_zero(odd)) return std::nullopt;
  return static_cast<std::uint64_t>(std::max(furthest[0], furthest[2]));
}

bool has_signature(byte_view bytes, bool big_endian) noexcept {
  constexpr char letters[] = {'P', 'E', 'R', 'F'};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto low = std::to_integer<char>(bytes[2 * i + (big_endian ? 1 : 0)]);
    const auto high = std::to_integer<char>(bytes[2 * i + (big_endian ? 0 : 1)]);
    if (low != letters[i] || high != 0) return false;
  }
  return true;
}

}  // namespace

result<void> block_validator::check_header() {
  using enum record_kind;
  if (bytes_.size() < sizeof(wire::perf_data_block))
    return failure(format_error(errc::truncated_data, data_block, 0,
                                fmt::format(FMT_COMPILE("{} bytes are fewer than its 88"), bytes_.size())));
  if (!has_signature(bytes_, false) && !has_signature(bytes_, true))
    return failure(format_error(errc::malformed_data, data_block, 0, "the signature is not \"PERF\""));
  if (is_big_endian_block(bytes_)) {
    block_.turned_ = std::make_shared<const byte_buffer>(to_little_endian(bytes_));
    block_.bytes_ = bytes_ = *block_.turned_;
  }
  const auto& header = block_.record();
  if (const auto length = header.header_length.value();
      length < sizeof(wire::perf_data_block) || length > bytes_.size())
    return failure(format_error(
        errc::malformed_data, data_block, 24,
        fmt::format(FMT_COMPILE("HeaderLength {} is not between 88 and the {} bytes that arrived"), length,
                    bytes_.size())));
  const std::uint32_t name_offset = header.system_name_offset.value();
  const std::uint32_t name_length = header.system_name_length.value();
  if (!fits(name_offset, name_length, header.header_length.value()))
    report(defect_code::system_name_outside_block, data_block, 80, 0,
           std::uint64_t{name_offset} + name_length, header.header_length.value());
  return {};
}

void block_validator::begin_objects() {
  const auto& header = block_.record();
  const std::uint64_t stated_total = header.total_byte_length.value();
  if (stated_total > bytes_.size())
    report(defect_code::block_truncated, record_kind::data_block, 20, 0, stated_total, bytes_.size());
  block_.extent_ = header.header_length.value();
}

// Some producers state more objects than they deliver; the stated end counts as the end unless an object that
// makes sense lies behind it, as in Samba's blocks, whose TotalByteLength leaves the header out.
bool block_validator::expects_object() const noexcept {
  const auto& header = block_.record();
  return block_.walked_objects_ < header.num_object_types.value() &&
         (block_.extent_ < header.total_byte_length.value() || plausible_object(block_.extent_));
}

void block_validator::end_objects() {
  const auto& header = block_.record();
  const std::uint64_t stated_total = header.total_byte_length.value();
  if (block_.walked_objects_ < header.num_object_types.value())
    report(defect_code::objects_missing, record_kind::data_block, 28, 0, header.num_object_types.value(),
           block_.walked_objects_);
  if (block_.walked_objects_ != 0 && block_.extent_ > stated_total)
    report(defect_code::total_byte_length_excludes_header, record_kind::data_block, 20, 0, stated_total,
           block_.extent_);
}

template <class Walk>
void block_validator::walk_with(Walk walk) {
  begin_objects();
  while (expects_object() && walk(static_cast<std::uint32_t>(block_.extent_))) {
  }
  end_objects();
}

void block_validator::walk_objects() {
  walk_with([this](std::uint32_t offset) { return walk_object(offset); });
}

void block_validator::begin_layout(block_layout& layout) const {
  layout.unchanged_ = 0;
  layout.same_.clear();
  if (layout.objects_.empty())  // as many as can be here, so that none is moved
    layout.objects_.reserve(
        std::min<std::size_t>(block_.record().num_object_types.value(), bytes_.size() / object_record_size));
}

void block_validator::walk_objects(block_layout& layout) {
  begin_layout(layout);
  walk_with([&](std::uint32_t offset) { return recognise_or_learn(layout, offset); });
  layout.end();
}

void block_validator::walk_objects(std::span<const std::uint32_t> wanted, block_layout& layout) {
  layout.unchanged_ = 0;
  layout.same_.clear();
  auto& chosen = block_.chosen_.emplace();
  walk_with([&](std::uint32_t offset) {
    if (!fits(offset, object_record_size, bytes_.size())) return false;
    const auto& record = overlay<wire::perf_object_type>(bytes_.subspan(offset));
    if (!std::ranges::binary_search(wanted, record.name_title_index.value())) return step_over(offset);
    const std::uint32_t walked = block_.walked_objects_;
    const bool go_on = recognise_or_learn(layout, offset);
    if (block_.walked_objects_ != walked) chosen.push_back(offset);
    return go_on;
  });
  layout.end();
}

bool block_validator::recognise_or_learn(block_layout& layout, std::uint32_t offset) {
  object_layout& known = layout.next();
  const auto found = known.recognise(bytes_.subspan(offset));
  layout.note(found == recognition::same);
  if (found == recognition::other) return walk_and_learn(known, offset, layout.far_object_);
  count_in(known, offset);
  return true;
}

// An object that was recognised.
void block_validator::count_in(const object_layout& known, std::uint32_t offset) {
  block_.extent_ = offset + known.size();
  ++block_.walked_objects_;
  const instance_stride stride = known.instances().stride();
  if (stride.block != 0 && known.instances().size() >= data_block::many_instances)
    block_.remember({offset, known.instances().size(), stride});
  if (known.plain()) block_.remember_plain();
}

bool block_validator::walk_and_learn(object_layout& known, std::uint32_t offset, std::size_t far_object) {
  const std::size_t before = findings();
  const std::uint32_t walked = block_.walked_objects_;
  const bool go_on = walk_object(offset);
  const bool sound = block_.walked_objects_ != walked && findings() == before;
  if (sound)
    known.learn(block_.object_at(offset, block_.walked_position()), far_object);
  else
    known.forget();
  return go_on;
}

bool block_validator::plausible_object(std::size_t offset) const noexcept {
  if (!fits(offset, object_record_size, bytes_.size())) return false;
  const auto& record = overlay<wire::perf_object_type>(bytes_.subspan(offset));
  const std::uint32_t total = record.total_byte_length.value();
  const std::uint32_t definition = record.definition_length.value();
  const std::uint32_t header = record.header_length.value();
  return header >= object_record_size && definition >= header && total >= definition &&
         fits(offset, total, bytes_.size());
}

// TotalByteLength, which may be anything; 0 when it is not there.
std::uint32_t block_validator::stated_size(std::size_t offset) const noexcept {
  return fits(offset, object_record_size, bytes_.size())
             ? overlay<wire::perf_object_type>(bytes_.subspan(offset)).total_byte_length.value()
             : 0;
}

// Finds out where the object at object.offset ends and counts it in; false when nobody can tell.
bool block_validator::enter_object(object_walk& object) {
  constexpr auto kind = record_kind::object_type;
  if (!fits(object.offset, object_record_size, bytes_.size())) return false;
  object.bytes = bytes_.subspan(object.offset);
  const auto& record = overlay<wire::perf_object_type>(object.bytes);
  object.title_index = record.name_title_index.value();
  const std::uint32_t total = record.total_byte_length.value();
  if (total < object_record_size) {
    report(defect_code::object_header_invalid, kind, object.offset, object.title_index, total,
           object_record_size);
    return false;
  }
  if (total > object.bytes.size()) {
    report(defect_code::object_truncated, kind, object.offset, object.title_index, total,
           object.bytes.size());
    object.truncated = true;
  } else {
    object.bytes = object.bytes.first(total);
  }
  block_.extent_ = object.offset + object.bytes.size();
  ++block_.walked_objects_;
  return true;
}

// False when the walk cannot go on behind this object, of which nothing else is proved.
bool block_validator::step_over(std::uint32_t offset) {
  object_walk object{.offset = offset};
  return enter_object(object) && !object.truncated;
}

// False when the walk cannot go on behind this object.
[[gnu::flatten]] bool block_validator::walk_object(std::uint32_t offset) {
  object_walk object{.offset = offset};
  if (!enter_object(object)) return false;
  if (begin_object(object)) {
    walk_rest(object);
    end_object(object);
  }
  return !object.truncated;
}

// Proves header and definitions; false when nothing of the object is usable.
bool block_validator::begin_object(object_walk& object) {
  const auto& record = overlay<wire::perf_object_type>(object.bytes);
  const std::uint32_t total = record.total_byte_length.value();
  const std::uint32_t definition = record.definition_length.value();
  const std::uint32_t header = record.header_length.value();
  if (header < object_record_size || definition < header || definition > object.bytes.size()) {
    if (!object.truncated || definition <= object.bytes.size() || definition > total)
      report(defect_code::object_header_invalid, record_kind::object_type, object.offset, object.title_index,
             header < object_record_size || definition < header ? header : definition,
             header < object_record_size ? object_record_size
             : definition < header       ? definition
                                         : total);
    correct(object, true);
    return false;
  }
  walk_counters(object);
  const std::int32_t instances = record.num_instances.value();
  object.stated_instances = instances > 0 ? static_cast<std::uint32_t>(instances) : 0;
  object.at = definition;
  return true;
}

void block_validator::walk_rest(object_walk& object) {
  const std::int32_t instances = overlay<wire::perf_object_type>(object.bytes).num_instances.value();
  if (instances > 0)
    walk_instances(object);
  else if (instances == wire::no_instances)
    walk_only_block(object);
  else if (instances < wire::metadata_no_instances)
    report(defect_code::instance_count_invalid, record_kind::object_type, object.offset, object.title_index,
           static_cast<std::uint64_t>(std::int64_t{instances}), 0);
}

void block_validator::end_object(const object_walk& object) {
  const auto& record = overlay<wire::perf_object_type>(object.bytes);
  const std::uint32_t expected =
      record.num_instances.value() == wire::no_instances ? 1 : object.stated_instances;
  if (object.truncated || object.counters != record.num_counters.value() || object.instances != expected) {
    correct(object, false);
    return;
  }
  if (object.plain) block_.remember_plain();
  if (object.stride.block != 0 && object.instances >= data_block::many_instances)
    block_.remember({object.offset, object.instances, object.stride});
}

void block_validator::walk_counters(object_walk& object) {
  const auto& record = overlay<wire::perf_object_type>(object.bytes);
  const std::size_t end = record.definition_length.value();
  std::size_t at = record.header_length.value();
  const std::uint32_t stated = record.num_counters.value();
  skip_sound_counters(object, at, end);
  while (object.counters < stated && fits(at, definition_record_size, end)) {
    walk_counter(object, at, end);
    if (at > end) break;
  }
  if (object.counters != stated)
    report(defect_code::counter_definitions_truncated, record_kind::object_type, object.offset,
           object.title_index, stated, object.counters);
}

// Counts in the definitions when all of them have their own length and values inside the bytes behind them,
// as usual: in a loop that has nothing else in it, and one look at the end.
void block_validator::skip_sound_counters(object_walk& object, std::size_t& at, std::size_t end) {
  const std::size_t stated = overlay<wire::perf_object_type>(object.bytes).num_counters.value();
  if (stated > (end - at) / definition_record_size) return;
  const byte_view definitions = object.bytes.subspan(at, stated * definition_record_size);
  const auto plain = reach_of_plain(definitions);
  const auto reach = plain ? plain : reach_of_tight(definitions);
  if (!reach || *reach > object.bytes.size() - end) return;
  object.counters = static_cast<std::uint32_t>(stated);
  object.counters_end = std::max(object.counters_end, static_cast<std::uint32_t>(*reach));
  object.plain = plain.has_value();
  at += definitions.size();
}

void block_validator::walk_counter(object_walk& object, std::size_t& at, std::size_t end) {
  const auto& counter = overlay<wire::perf_counter_definition>(object.bytes.subspan(at));
  const std::uint32_t length = counter.byte_length.value();
  if (length < definition_record_size)
    report(defect_code::counter_definition_too_short, record_kind::counter_definition, object.offset + at,
           object.title_index, length, definition_record_size);
  const std::int32_t instances = overlay<wire::perf_object_type>(object.bytes).num_instances.value();
  const std::uint64_t value_end =
      std::uint64_t{counter.counter_offset.value()} + counter.counter_size.value();
  const std::size_t room = object.bytes.size() - end;
  if (value_end > room && instances != 0 && instances >= wire::no_instances && !object.truncated) {
    report(defect_code::counter_outside_block, record_kind::counter_definition, object.offset + at,
           object.title_index, value_end, room);
  } else if (value_end <= 0xFFFFFFFF) {
    object.counters_end = std::max(object.counters_end, static_cast<std::uint32_t>(value_end));
  }
  ++object.counters;
  at += std::max<std::size_t>(length, definition_record_size);
}

void block_validator::walk_only_block(object_walk& object) {
  const bool whole = fits(object.at, block_record_size, object.bytes.size()) &&
                     (!object.truncated || fits(object.at, object.counters_end, object.bytes.size()));
  if (whole) {
    object.instances = 1;
    (void)walk_counter_block(object, true);
  } else {
    report(defect_code::instances_missing, record_kind::object_type, object.offset, object.title_index, 1, 0);
  }
}

void block_validator::walk_instances(object_walk& object) {
  const std::uint32_t stated = object.stated_instances;
  while (object.instances < stated) {
    skip_sound_instances(object, stated);
    if (object.instances == stated) break;
    const bool last = object.instances + 1 == stated;
    if (!last) object.stride = {};
    if (!walk_instance(object, last)) break;
  }
  if (object.instances != stated)
    report(defect_code::instances_missing, record_kind::object_type, object.offset, object.title_index,
           stated, object.instances);
}

// Counts in at most `most` instances that are sound and have counter blocks as long as the first of them, as
// usual. Stops before the first one with anything to say about.
//
// The length of the counter block is guessed and only compared: so the next instance can be found before that
// length has arrived.
void block_validator::skip_sound_instances(object_walk& object, std::uint32_t most) {
  constexpr std::uint32_t worth_a_run = 4;
  const byte_view bytes = object.bytes;
  const std::uint32_t block_length = first_block_length(bytes, object.at);
  if (block_length < object.counters_end || block_length > bytes.size()) return;
  const std::size_t last_block = bytes.size() - block_length;  // where one can start at the latest
  const std::uint32_t first = u32_at(bytes, object.at);
  const std::uint32_t remaining = object.stated_instances - object.instances;
  const std::uint32_t behind = remaining - std::min(remaining, most);  // not looked at here
  std::uint32_t length = first;
  std::uint32_t left = remaining - behind;
  std::uint32_t same = 0;
  bool one_length = true;        // but for the object's last instance
  std::size_t here = object.at;  // in a register, as bytes may be read through anything that is in memory
  while (left != 0 && fits(here, instance_record_size, last_block)) {
    read_ahead(bytes.data() + here);
    const auto& instance = overlay<wire::perf_instance_definition>(bytes.subspan(here));
    const std::uint32_t own = instance.byte_length.value();
    const std::uint64_t name_end = std::uint64_t{instance.name_offset.value()} + instance.name_length.value();
    if (own < instance_record_size || name_end > own || own > last_block - here ||
        u32_at(bytes, here + own) != block_length)
      break;
    here += std::size_t{own} + block_length;
    one_length = one_length && (own == first || left + behind == 1);
    --left;
    same = own == length ? same + 1 : 1;
    length = own;
    if (same == worth_a_run) {
      const std::uint32_t more = count_alike(bytes.subspan(here), length, block_length, left);
      left -= more;
      here += more * (std::size_t{length} + block_length);
    }
  }
  const bool is_first = object.instances == 0;
  object.at = here;
  object.instances = object.stated_instances - behind - left;
  const instance_stride stride{.definition = one_length ? first : 0, .block = block_length};
  if (is_first)
    object.stride = stride;
  else if (stride.block != object.stride.block)
    object.stride = {};
  else if (stride.definition != object.stride.definition)
    object.stride.definition = 0;
}

// Counts the instance in when it is usable; false when nothing behind it can be found.
bool block_validator::walk_instance(object_walk& object, bool last) {
  constexpr auto kind = record_kind::instance_definition;
  const std::size_t size = object.bytes.size();
  if (!fits(object.at, instance_record_size + block_record_size, size)) return false;
  const auto& instance = overlay<wire::perf_instance_definition>(object.bytes.subspan(object.at));
  const std::uint32_t length = instance.byte_length.value();
  if (length < instance_record_size || !fits(object.at, std::uint64_t{length} + block_record_size, size)) {
    if (!object.truncated || length < instance_record_size)
      report(defect_code::instance_header_invalid, kind, object.offset + object.at, object.title_index,
             length, size - object.at - block_record_size);
    return false;
  }
  const std::uint32_t name_offset = instance.name_offset.value();
  const std::uint32_t name_length = instance.name_length.value();
  if (!fits(name_offset, name_length, length))
    report(defect_code::instance_name_outside_instance, kind, object.offset + object.at, object.title_index,
           std::uint64_t{name_offset} + name_length, length);
  object.at += length;
  return walk_counter_block(object, last);
}

bool block_validator::walk_counter_block(object_walk& object, bool last) {
  constexpr auto kind = record_kind::counter_block;
  const std::size_t room = object.bytes.size() - object.at;
  const std::uint32_t length =
      overlay<wire::perf_counter_block>(object.bytes.subspan(object.at)).byte_length.value();
  const bool single =
      overlay<wire::perf_object_type>(object.bytes).num_instances.value() == wire::no_instances;
  if (length < block_record_size || length > room) {
    // Cannot be stepped over. Its values may still be whole, and then it counts as the last instance.
    if (object.truncated && length > room && object.counters_end > room) return false;
    report(defect_code::counter_block_invalid, kind, object.offset + object.at, object.title_index, length,
           room);
    object.plain = false;
    if (!single) ++object.instances;
    return false;
  }
  if (length < object.counters_end) object.plain = false;
  if (length < object.counters_end && (object.counters_end <= room || !last))
    report(defect_code::counter_block_too_short, kind, object.offset + object.at, object.title_index, length,
           object.counters_end);
  if (!single) ++object.instances;
  object.at += length;
  return true;
}

[[gnu::noinline]] void block_validator::correct(const object_walk& object, bool skipped) {
  block_.corrections_.push_back({.offset = object.offset,
                                 .size = static_cast<std::uint32_t>(object.bytes.size()),
                                 .counters = object.counters,
                                 .instances = object.instances,
                                 .skipped = skipped});
}

[[gnu::noinline]] void block_validator::report(defect_code code, record_kind record, std::size_t offset,
                                               std::uint32_t object, std::uint64_t stated,
                                               std::uint64_t limit) {
  if (block_.defects_.size() == data_block::max_defects) {
    ++block_.defects_omitted_;
    return;
  }
  block_.defects_.push_back({code, record, static_cast<std::uint32_t>(offset), object, stated, limit});
}

}  // namespace perfdata
