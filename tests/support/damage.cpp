#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <tests/support/damage.hpp>

#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata::test {
namespace {

using wire::overlay;

class field_lister {
 public:
  explicit field_lister(byte_view good) : good_(good) {}

  std::vector<steering_field> list() {
    using block = wire::perf_data_block;
    enter(record_kind::data_block, 0);
    add("TotalByteLength", offsetof(block, total_byte_length));
    add("HeaderLength", offsetof(block, header_length));
    add("NumObjectTypes", offsetof(block, num_object_types));
    add("SystemNameLength", offsetof(block, system_name_length));
    add("SystemNameOffset", offsetof(block, system_name_offset));
    const auto& header = overlay<block>(good_);
    std::size_t at = header.header_length.value();
    for (object_ = 0; object_ < header.num_object_types.value(); ++object_) at = list_object(at);
    return std::move(fields_);
  }

 private:
  void enter(record_kind record, std::size_t offset) {
    record_ = record;
    record_offset_ = offset;
  }

  void add(std::string_view name, std::size_t within) {
    const std::size_t offset = record_offset_ + within;
    fields_.push_back({.record = record_,
                       .name = name,
                       .record_offset = record_offset_,
                       .offset = offset,
                       .value = overlay<wire::u32>(good_.subspan(offset)).value(),
                       .object = object_});
  }

  std::size_t list_object(std::size_t start) {
    using record = wire::perf_object_type;
    enter(record_kind::object_type, start);
    add("TotalByteLength", offsetof(record, total_byte_length));
    add("DefinitionLength", offsetof(record, definition_length));
    add("HeaderLength", offsetof(record, header_length));
    add("NumCounters", offsetof(record, num_counters));
    add("NumInstances", offsetof(record, num_instances));
    const auto& object = overlay<record>(good_.subspan(start));
    std::size_t at = start + object.header_length.value();
    for (std::uint32_t i = 0; i < object.num_counters.value(); ++i) at = list_counter(at);
    at = start + object.definition_length.value();
    if (object.num_instances.value() == wire::no_instances) (void)list_counter_block(at);
    for (std::int32_t i = 0; i < object.num_instances.value(); ++i)
      at = list_counter_block(list_instance(at));
    return start + object.total_byte_length.value();
  }

  std::size_t list_counter(std::size_t at) {
    using record = wire::perf_counter_definition;
    enter(record_kind::counter_definition, at);
    add("ByteLength", offsetof(record, byte_length));
    add("CounterSize", offsetof(record, counter_size));
    add("CounterOffset", offsetof(record, counter_offset));
    return at + overlay<record>(good_.subspan(at)).byte_length.value();
  }

  std::size_t list_instance(std::size_t at) {
    using record = wire::perf_instance_definition;
    enter(record_kind::instance_definition, at);
    add("ByteLength", offsetof(record, byte_length));
    add("ParentObjectInstance", offsetof(record, parent_object_instance));
    add("NameOffset", offsetof(record, name_offset));
    add("NameLength", offsetof(record, name_length));
    return at + overlay<record>(good_.subspan(at)).byte_length.value();
  }

  std::size_t list_counter_block(std::size_t at) {
    enter(record_kind::counter_block, at);
    add("ByteLength", 0);
    return at + overlay<wire::perf_counter_block>(good_.subspan(at)).byte_length.value();
  }

  byte_view good_;
  std::vector<steering_field> fields_;
  record_kind record_{};
  std::size_t record_offset_ = 0;
  std::size_t object_ = 0;
};

}  // namespace

std::string steering_field::label() const {
  return fmt::format("{}.{} at {:#x}", to_string(record), name, offset);
}

std::vector<steering_field> steering_fields(byte_view good) {
  return field_lister(good).list();
}

std::vector<std::uint32_t> hostile_values(std::uint32_t value) {
  return {0, 1, value - 1, value + 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF};
}

void set_u32(byte_buffer& bytes, std::size_t offset, std::uint32_t value) {
  overlay<wire::u32>(std::span(bytes).subspan(offset)) = value;
}

byte_buffer cut(byte_view bytes, std::size_t size) {
  return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)};
}

byte_buffer shifted(byte_view bytes) {
  byte_buffer out(bytes.size() + 1, std::byte{0xA5});
  std::ranges::copy(bytes, out.begin() + 1);
  return out;
}

}  // namespace perfdata::test
