#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstring>
#include <fmt/format.h>

#include <perfdata/base/clock.hpp>
#include <perfdata/base/utf16.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/wire/overlay.hpp>

namespace perfdata {
namespace {

template <class Record>
Record& record_at(byte_buffer& bytes, std::size_t offset) {
  return wire::overlay<Record>(std::span(bytes).subspan(offset));
}

constexpr std::uint32_t to_u32(std::size_t value) {
  return static_cast<std::uint32_t>(value);
}

wire::system_time to_system_time(std::int64_t filetime) {
  using namespace std::chrono;
  const auto time = floor<milliseconds>(from_filetime(filetime));
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  const auto u16 = [](auto value) { return static_cast<std::uint16_t>(value); };
  wire::system_time out{};
  out.year = u16(static_cast<int>(date.year()));
  out.month = u16(static_cast<unsigned>(date.month()));
  out.day_of_week = u16(weekday(day).c_encoding());
  out.day = u16(static_cast<unsigned>(date.day()));
  out.hour = u16(clock.hours().count());
  out.minute = u16(clock.minutes().count());
  out.second = u16(clock.seconds().count());
  out.milliseconds = u16(clock.subseconds().count());
  return out;
}

std::uint32_t natural_size(counter_type type) {
  // The bits of these say DWORD, yet PERF_AVERAGE_TIMER is 8 bytes in every real block, and a double always
  // is.
  if (type == counter_type::average_timer || type == counter_type::double_raw) return 8;
  switch (code(type) & type_bits::size_mask) {
    case type_bits::size_dword: return 4;
    case type_bits::size_large: return 8;
    default: return 0;
  }
}

}  // namespace

void instance_builder::set(counter_handle counter, std::uint64_t value) noexcept {
  const auto& object = block_->objects_[object_];
  const auto size = std::min<std::uint32_t>(
      8, block_->fields_[object.first_field + static_cast<std::size_t>(counter)].size);
  std::byte* to = field(counter);
  for (std::uint32_t i = 0; i < size; ++i) to[i] = static_cast<std::byte>(value >> (8U * i));
}

std::uint64_t instance_builder::get(counter_handle counter) const noexcept {
  const auto& object = block_->objects_[object_];
  const auto size = std::min<std::uint32_t>(
      8, block_->fields_[object.first_field + static_cast<std::size_t>(counter)].size);
  const std::byte* from = field(counter);
  std::uint64_t value = 0;
  for (std::uint32_t i = 0; i < size; ++i) value |= std::to_integer<std::uint64_t>(from[i]) << (8U * i);
  return value;
}

void instance_builder::add(counter_handle counter, std::uint64_t value) noexcept {
  set(counter, get(counter) + value);
}

void instance_builder::set_multiplier(counter_handle counter, std::uint32_t value) noexcept {
  std::byte* to = field(counter) + 8;
  for (std::uint32_t i = 0; i < 4; ++i) to[i] = static_cast<std::byte>(value >> (8U * i));
}

std::byte* instance_builder::field(counter_handle counter) const noexcept {
  const auto& object = block_->objects_[object_];
  const auto& place = block_->fields_[object.first_field + static_cast<std::size_t>(counter)];
  return block_->bytes_.data() + counter_block_ + place.offset;
}

counter_handle object_builder::add_counter(const counter_spec& spec) {
  auto& object = block_->objects_[object_];
  assert(object_ + 1 == block_->objects_.size() && !object.definitions_closed);
  const std::uint32_t size = spec.size != 0 ? spec.size : natural_size(spec.type);
  std::uint32_t offset = 0;
  if (spec.share_offset_with >= 0) {
    offset = block_->fields_[object.first_field + static_cast<std::size_t>(spec.share_offset_with)].offset;
  } else {
    const std::uint32_t alignment = size >= 8 ? 8 : 4;
    offset = (object.counter_block + alignment - 1) / alignment * alignment;
    object.counter_block = offset + size + (is_multi(spec.type) ? 4 : 0);
  }
  const auto at = block_->append(sizeof(wire::perf_counter_definition));
  auto& definition = record_at<wire::perf_counter_definition>(block_->bytes_, at);
  definition.byte_length = to_u32(sizeof(wire::perf_counter_definition));
  definition.name_title_index = spec.title_index;
  definition.help_title_index = spec.help_index;
  definition.default_scale = spec.default_scale;
  definition.detail_level = spec.detail_level;
  definition.counter_type = code(spec.type);
  definition.counter_size = size;
  definition.counter_offset = offset;
  block_->fields_.push_back({offset, size});
  return static_cast<counter_handle>(block_->fields_.size() - 1 - object.first_field);
}

instance_builder object_builder::add_instance(std::string_view name, const instance_spec& spec) {
  auto& object = block_->objects_[object_];
  assert(object_ + 1 == block_->objects_.size() && object.has_instances);
  block_->close_definitions(object);
  byte_buffer text = to_utf16le(name);
  text.resize(text.size() + 2);
  const auto length = align8(sizeof(wire::perf_instance_definition) + text.size());
  const auto at = block_->append(length);
  auto& instance = record_at<wire::perf_instance_definition>(block_->bytes_, at);
  instance.byte_length = to_u32(length);
  instance.parent_object_title_index = spec.parent_object_title_index;
  instance.parent_object_instance = spec.parent_object_instance;
  instance.unique_id = spec.unique_id;
  instance.name_offset = to_u32(sizeof(wire::perf_instance_definition));
  instance.name_length = to_u32(text.size());
  std::memcpy(block_->bytes_.data() + at + sizeof(wire::perf_instance_definition), text.data(), text.size());
  ++object.instances;
  return {*block_, object_, block_->append_counter_block(object)};
}

instance_builder object_builder::only_instance() {
  auto& object = block_->objects_[object_];
  assert(object_ + 1 == block_->objects_.size() && !object.has_instances && object.instances == 0);
  block_->close_definitions(object);
  ++object.instances;
  return {*block_, object_, block_->append_counter_block(object)};
}

std::uint32_t object_builder::instance_count() const noexcept {
  return block_->objects_[object_].instances;
}

block_builder::block_builder(const block_header& header, byte_buffer storage) : bytes_(std::move(storage)) {
  bytes_.clear();
  byte_buffer name = to_utf16le(header.system_name);
  name.resize(name.size() + 2);
  const auto length = align8(sizeof(wire::perf_data_block) + name.size());
  append(length);
  auto& block = record_at<wire::perf_data_block>(bytes_, 0);
  constexpr char16_t signature[] = u"PERF";
  for (std::size_t i = 0; i < 4; ++i) block.signature[i] = static_cast<std::uint16_t>(signature[i]);
  block.little_endian = 1;
  block.version = 1;
  block.revision = 1;
  block.header_length = to_u32(length);
  block.default_object = header.default_object;
  block.system_time_utc = to_system_time(header.perf_time_100ns);
  block.perf_time = header.perf_time;
  block.perf_freq = header.perf_freq;
  block.perf_time_100ns = header.perf_time_100ns;
  block.system_name_length = to_u32(name.size());
  block.system_name_offset = to_u32(sizeof(wire::perf_data_block));
  std::memcpy(bytes_.data() + sizeof(wire::perf_data_block), name.data(), name.size());
}

object_builder block_builder::add_object(const object_spec& spec) {
  close_object();
  open_object open;
  open.has_instances = spec.has_instances;
  open.first_field = fields_.size();
  open.offset = append(sizeof(wire::perf_object_type));
  auto& object = record_at<wire::perf_object_type>(bytes_, open.offset);
  object.header_length = to_u32(sizeof(wire::perf_object_type));
  object.name_title_index = spec.title_index;
  object.help_title_index = spec.help_index;
  object.detail_level = spec.detail_level;
  object.default_counter = spec.default_counter;
  object.perf_time = spec.perf_time;
  object.perf_freq = spec.perf_freq;
  objects_.push_back(open);
  return {*this, objects_.size() - 1};
}

void block_builder::close_definitions(open_object& object) {
  if (object.definitions_closed) return;
  object.definitions_closed = true;
  auto& record = record_at<wire::perf_object_type>(bytes_, object.offset);
  record.num_counters = to_u32(fields_.size() - object.first_field);
  record.definition_length = to_u32(bytes_.size() - object.offset);
}

std::size_t block_builder::append_counter_block(open_object& object) {
  const auto length = align8(object.counter_block);
  const auto at = append(length);
  record_at<wire::perf_counter_block>(bytes_, at).byte_length = to_u32(length);
  return at;
}

void block_builder::close_object() {
  if (objects_.empty()) return;
  auto& object = objects_.back();
  close_definitions(object);
  // PERF_NO_INSTANCES promises one counter block, so an object that was never filled gets it with zeros.
  if (!object.has_instances && object.instances == 0) append_counter_block(object);
  auto& record = record_at<wire::perf_object_type>(bytes_, object.offset);
  record.num_instances =
      object.has_instances ? static_cast<std::int32_t>(object.instances) : wire::no_instances;
  record.total_byte_length = to_u32(bytes_.size() - object.offset);
}

std::size_t block_builder::append(std::size_t size) {
  const auto at = bytes_.size();
  bytes_.resize(at + size);
  return at;
}

byte_buffer block_builder::finish() {
  close_object();
  auto& block = record_at<wire::perf_data_block>(bytes_, 0);
  block.total_byte_length = to_u32(bytes_.size());
  block.num_object_types = to_u32(objects_.size());
  return std::move(bytes_);
}

void title_table_builder::add(std::uint32_t index, std::string_view text) {
  for (const auto& part : {fmt::format("{}", index), std::string(text)}) {
    const byte_buffer utf16 = to_utf16le(part);
    bytes_.insert(bytes_.end(), utf16.begin(), utf16.end());
    bytes_.resize(bytes_.size() + 2);
  }
}

byte_buffer title_table_builder::finish() {
  bytes_.resize(bytes_.size() + 2);
  return std::move(bytes_);
}

}  // namespace perfdata
