#include "tests/support/blg_writer.hpp"

#include <algorithm>
#include <fstream>

#include <perfdata/base/utf16.hpp>
#include <perfdata/recording/blg_records.hpp>

namespace perfdata::test {
namespace {

template <class Record>
Record& append(byte_buffer& bytes) {
  const std::size_t at = bytes.size();
  bytes.resize(at + sizeof(Record));
  return wire::overlay<Record>(std::span(bytes).subspan(at));
}

void append(byte_buffer& bytes, byte_view more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}

void append_text(byte_buffer& bytes, std::string_view utf8) {
  append(bytes, to_utf16le(utf8));
  bytes.resize(bytes.size() + 2);
}

byte_buffer record(std::uint16_t type, byte_view body) {
  byte_buffer bytes;
  auto& header = append<blg::record_header>(bytes);
  header.signature = blg::record_signature;
  header.type = type;
  header.size = static_cast<std::uint32_t>(sizeof(blg::record_header) + body.size());
  append(bytes, body);
  return bytes;
}

byte_buffer list_entry(const blg_entry& what) {
  byte_buffer texts;
  const auto place = [&](const std::string& text) {
    const auto at = static_cast<std::int32_t>(texts.size());
    append_text(texts, text);
    return at;
  };
  byte_buffer bytes;
  auto& entry = append<blg::counter_list_entry>(bytes);
  entry.flags = what.flags;
  entry.counter_type = code(what.type);
  entry.time_base = what.time_base;
  entry.default_scale = what.scale;
  entry.machine = place("\\\\" + what.machine);
  entry.object = place(what.object);
  entry.instance = what.instance ? place(*what.instance) : -1;
  entry.parent = -1;
  entry.counter = place(what.counter);
  entry.size = static_cast<std::uint32_t>(align8(bytes.size() + texts.size()));
  append(bytes, texts);
  bytes.resize(align8(bytes.size()));
  return bytes;
}

void fill_time_zone(blg::time_zone_information& zone, int bias) {
  zone.bias = bias;
  const auto name = to_utf16le("Test Time");
  for (std::size_t i = 0; i < name.size() / 2; ++i)
    zone.standard_name[i] = static_cast<std::uint16_t>(std::to_integer<unsigned>(name[2 * i]));
}

}  // namespace

blg_sample_writer& blg_sample_writer::value(const pdh_raw& raw, std::uint32_t status) {
  byte_buffer body;
  auto& value = append<blg::raw_value>(body);
  value.status = status;
  value.first = static_cast<std::int64_t>(raw.first);
  value.second = static_cast<std::int64_t>(raw.second);
  value.multi = raw.multi;
  append(records_, record(blg::record_value, body));
  return *this;
}

blg_sample_writer& blg_sample_writer::array(const std::vector<std::pair<std::string, pdh_raw>>& items) {
  byte_buffer names;
  byte_buffer body;
  append<blg::array_header>(body).count = static_cast<std::uint32_t>(items.size());
  const std::size_t names_at = sizeof(blg::array_header) + items.size() * sizeof(blg::array_item);
  for (const auto& [name, raw] : items) {
    auto& item = append<blg::array_item>(body);
    item.name = static_cast<std::uint32_t>(names_at + names.size());
    item.multi = raw.multi;
    item.first = static_cast<std::int64_t>(raw.first);
    item.second = static_cast<std::int64_t>(raw.second);
    append_text(names, name);
  }
  append(body, names);
  body.resize(align8(body.size()));
  wire::overlay<blg::array_header>(std::span(body)).size = static_cast<std::uint32_t>(body.size());
  append(records_, record(blg::record_array, body));
  return *this;
}

blg_sample_writer& blg_sample_writer::block(byte_view bytes) {
  append(records_, record(blg::record_block, bytes));
  return *this;
}

byte_buffer blg_sample_writer::finish() const {
  return record(blg::record_sample, records_);
}

blg_writer::blg_writer(const blg_shape& shape) : shape_(shape) {
  end_buffer();
  byte_buffer& first = buffers_.back();
  const std::size_t begin = first.size();
  append<blg::system_event_header>(first);
  auto& log = append<blg::log_file_header>(first);
  log.buffer_size = shape.buffer_size;
  log.log_file_mode = shape.circular ? blg::mode_circular : 1;
  log.pointer_size = shape.is_64_bit ? 8 : 4;
  first.resize(first.size() + (shape.is_64_bit ? 16 : 8));
  fill_time_zone(append<blg::time_zone_information>(first), shape.bias_minutes);
  auto& event = wire::overlay<blg::system_event_header>(std::span(first).subspan(begin));
  event.version = 2;
  event.marker = shape.is_64_bit ? blg::marker_system_64 : blg::marker_system_32;
  event.size = static_cast<std::uint16_t>(first.size() - begin);
  first.resize(align8(first.size()));
  end_buffer();
}

void blg_writer::end_buffer() {
  append<blg::buffer_header>(buffers_.emplace_back());
}

void blg_writer::part(std::uint8_t type, std::int64_t local, std::uint32_t number, std::uint32_t count,
                      byte_view body) {
  const std::size_t size = sizeof(blg::event_header) + sizeof(blg::part_header) + body.size();
  if (buffers_.back().size() + size > shape_.buffer_size) end_buffer();
  byte_buffer& buffer = buffers_.back();
  auto& event = append<blg::event_header>(buffer);
  event.size = static_cast<std::uint16_t>(size);
  event.marker = shape_.is_64_bit ? blg::marker_event_64 : blg::marker_event_32;
  event.type = type;
  event.time_stamp = local;
  std::ranges::copy(blg::provider_of_counters, event.provider.begin());
  auto& of_part = append<blg::part_header>(buffer);
  of_part.log[0] = 0x77;
  of_part.part = number;
  of_part.parts = count;
  append(buffer, body);
  buffer.resize(align8(buffer.size()));
}

void blg_writer::event(std::uint8_t type, std::int64_t local, byte_view body) {
  const std::size_t room = shape_.largest_event - sizeof(blg::event_header) - sizeof(blg::part_header);
  const auto count = static_cast<std::uint32_t>(std::max<std::size_t>(1, (body.size() + room - 1) / room));
  for (std::uint32_t number = 1; number <= count; ++number) {
    const std::size_t at = (number - 1) * room;
    part(type, local, number, count, body.subspan(at, std::min(room, body.size() - at)));
  }
}

void blg_writer::names(const std::string& machine,
                       const std::vector<std::pair<std::uint32_t, std::string>>& titles) {
  byte_buffer body;
  append_text(body, "\\\\" + machine);
  for (const auto& [index, text] : titles) {
    append_text(body, std::to_string(index));
    append_text(body, text);
  }
  event(blg::event_names, 0, body);
}

void blg_writer::counter_list(const std::vector<blg_entry>& entries) {
  byte_buffer body;
  append<blg::counter_list_header>(body).kind = 0x6FF;
  for (const auto& entry : entries) append(body, list_entry(entry));
  event(blg::event_counter_list, 0, body);
}

void blg_writer::sample(std::int64_t local, byte_view records) {
  event(blg::event_sample, local, records);
}

byte_buffer blg_writer::finish() {
  return finish_ring(buffers_.size(), 1);
}

byte_buffer blg_writer::finish_ring(std::size_t kept, std::size_t places) {
  std::vector<const byte_buffer*> file;
  for (std::size_t number = 0; number < buffers_.size(); ++number) {
    byte_buffer& buffer = buffers_[number];
    auto& header = wire::overlay<blg::buffer_header>(std::span(buffer));
    header.buffer_size = shape_.buffer_size;
    header.bytes_used = static_cast<std::uint32_t>(buffer.size());
    header.sequence_number = static_cast<std::int64_t>(number);
    buffer.resize(shape_.buffer_size, std::byte{0xFF});
    const std::size_t first = 1 + kept;
    const std::size_t place = number < first ? number : first + (number - first) % places;
    if (place >= file.size()) file.resize(place + 1);
    file[place] = &buffer;
  }
  byte_buffer bytes;
  for (const auto* buffer : file) append(bytes, *buffer);
  return bytes;
}

void write_bytes(const std::filesystem::path& file, byte_view bytes) {
  std::ofstream out(file, std::ios::binary);
  std::string text;
  for (const std::byte b : bytes) text += std::to_integer<char>(b);
  out << text;
}

}  // namespace perfdata::test
