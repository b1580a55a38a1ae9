#include <algorithm>
#include <boost/endian/conversion.hpp>
#include <span>
#include <vector>

#include <perfdata/view/byte_order.hpp>
#include <perfdata/wire/counter_type.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {
namespace {

using bytes_span = std::span<std::byte>;

void reverse_at(bytes_span bytes, std::size_t offset, std::size_t size) noexcept {
  std::ranges::reverse(bytes.subspan(offset, size));
}

void reverse_each(bytes_span bytes, std::size_t offset, std::size_t size, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i) reverse_at(bytes, offset + i * size, size);
}

void turn_header(bytes_span bytes) noexcept {
  // The signature in big-endian order has its zero bytes first.
  if (bytes[0] == std::byte{0}) reverse_each(bytes, 0, 2, 4);
  reverse_each(bytes, 8, 4, 7);   // LittleEndian … DefaultObject
  reverse_each(bytes, 36, 2, 8);  // SYSTEMTIME
  reverse_each(bytes, 52, 4, 1);
  reverse_each(bytes, 56, 8, 3);  // PerfTime, PerfFreq, PerfTime100nSec
  reverse_each(bytes, 80, 4, 2);
}

void turn_object_header(bytes_span object) noexcept {
  reverse_each(object, 0, 4, 12);
  reverse_each(object, 48, 8, 2);
}

void turn_name(bytes_span record, std::size_t offset, std::size_t length) noexcept {
  if (fits(offset, length, record.size())) reverse_each(record, offset, 2, length / 2);
}

// A run of bytes in every counter block of an object that holds one integer.
struct field {
  std::uint32_t offset;
  std::uint32_t size;
};

// Turns the definitions and tells which bytes of a counter block are integers, each byte once.
std::vector<field> turn_definitions(bytes_span object) {
  const auto& record = wire::overlay<wire::perf_object_type>(object);
  const std::size_t end = record.definition_length.value();
  std::size_t at = record.header_length.value();
  std::vector<field> fields;
  for (std::uint32_t i = 0; i < record.num_counters.value(); ++i) {
    if (!fits(at, sizeof(wire::perf_counter_definition), end)) break;
    reverse_each(object, at, 4, 10);
    const auto& counter = wire::overlay<wire::perf_counter_definition>(object.subspan(at));
    const std::uint32_t offset = counter.counter_offset.value();
    const std::uint32_t size = counter.counter_size.value();
    if (size == 2 || size == 4 || size == 8) fields.push_back({offset, size});
    if (is_multi(static_cast<counter_type>(counter.counter_type.value())) && size == 8 &&
        offset <= 0xFFFFFFF0U)
      fields.push_back({offset + 8, 4});
    at += std::max<std::size_t>(counter.byte_length.value(), sizeof(wire::perf_counter_definition));
    if (at > end) break;
  }
  std::ranges::stable_sort(fields, {}, &field::offset);
  std::vector<field> apart;  // definitions may share a field; a byte is turned once
  for (const field& f : fields)
    if (apart.empty() || f.offset >= std::uint64_t{apart.back().offset} + apart.back().size)
      apart.push_back(f);
  return apart;
}

void turn_values(bytes_span counter_block, const std::vector<field>& fields) noexcept {
  for (const field& f : fields) {
    // They ascend and lie apart: behind one that does not fit, none does. Without this a block of many
    // definitions and many instances takes their product.
    if (!fits(f.offset, f.size, counter_block.size())) return;
    if (f.offset >= sizeof(wire::perf_counter_block)) reverse_at(counter_block, f.offset, f.size);
  }
}

void turn_instances(bytes_span object, const std::vector<field>& fields) noexcept {
  const auto& record = wire::overlay<wire::perf_object_type>(object);
  const bool utf16_names = record.code_page.value() == 0;
  const auto count = static_cast<std::uint32_t>(std::max(record.num_instances.value(), 0));
  bytes_span rest = object.subspan(record.definition_length.value());
  for (std::uint32_t i = 0; i < count; ++i) {
    if (rest.size() < sizeof(wire::perf_instance_definition)) return;
    reverse_each(rest, 0, 4, 6);
    const auto& instance = wire::overlay<wire::perf_instance_definition>(rest);
    const std::uint32_t length = instance.byte_length.value();
    if (length < sizeof(wire::perf_instance_definition) ||
        !fits(length, sizeof(wire::perf_counter_block), rest.size()))
      return;
    if (utf16_names)
      turn_name(rest.first(length), instance.name_offset.value(), instance.name_length.value());
    rest = rest.subspan(length);
    reverse_at(rest, 0, 4);
    const std::uint32_t block = wire::overlay<wire::perf_counter_block>(rest).byte_length.value();
    const bool last = i + 1 == count || block < sizeof(wire::perf_counter_block) || block > rest.size();
    turn_values(last ? rest : rest.first(block), fields);
    if (last) return;
    rest = rest.subspan(block);
  }
}

// False when nothing behind the object can be found.
bool turn_object(bytes_span& rest) {
  if (rest.size() < sizeof(wire::perf_object_type)) return false;
  turn_object_header(rest);
  const auto& record = wire::overlay<wire::perf_object_type>(rest);
  const std::uint32_t total = record.total_byte_length.value();
  const std::uint32_t definition = record.definition_length.value();
  const std::uint32_t header = record.header_length.value();
  if (total < sizeof(wire::perf_object_type)) return false;
  const bytes_span object = rest.first(std::min<std::size_t>(total, rest.size()));
  rest = rest.subspan(object.size());
  if (header < sizeof(wire::perf_object_type) || definition < header || definition > object.size())
    return true;
  const auto fields = turn_definitions(object);
  if (record.num_instances.value() == wire::no_instances) {
    const bytes_span block = object.subspan(definition);
    if (block.size() >= sizeof(wire::perf_counter_block)) reverse_at(block, 0, 4);
    turn_values(block, fields);
  } else {
    turn_instances(object, fields);
  }
  return true;
}

bool makes_sense(std::uint32_t header_length, std::size_t size) noexcept {
  return header_length >= sizeof(wire::perf_data_block) && header_length <= size;
}

}  // namespace

bool is_big_endian_block(byte_view bytes) noexcept {
  if (bytes[0] == std::byte{0} && bytes[1] == std::byte{'P'}) return true;
  const auto& header = wire::overlay<wire::perf_data_block>(bytes);
  if (header.little_endian.value() == 1) return false;
  const std::uint32_t length = header.header_length.value();
  return !makes_sense(length, bytes.size()) &&
         makes_sense(boost::endian::endian_reverse(length), bytes.size());
}

byte_buffer to_little_endian(byte_view bytes) {
  byte_buffer copy(bytes.begin(), bytes.end());
  const bytes_span all(copy);
  turn_header(all);
  const auto& header = wire::overlay<wire::perf_data_block>(all);
  const std::uint32_t length = header.header_length.value();
  if (!makes_sense(length, all.size())) return copy;
  turn_name(all.first(length), header.system_name_offset.value(), header.system_name_length.value());
  bytes_span rest = all.subspan(length);
  for (std::uint32_t i = 0; i < header.num_object_types.value(); ++i)
    if (!turn_object(rest)) break;
  return copy;
}

}  // namespace perfdata
