#include <fmt/format.h>

#include <perfdata/remote/dcerpc/ndr_stream.hpp>

namespace perfdata::winreg {

void ndr_writer::text(byte_view utf16) {
  const auto units = static_cast<std::uint32_t>(utf16.size() / 2);
  align();
  u16(units * 2);
  u16(units * 2);
  pointer();
  u32(units);
  u32(0);
  u32(units);
  bytes(utf16);
}

void ndr_writer::room_for_text(std::uint32_t units) {
  align();
  u16(0);
  u16(units * 2);
  pointer();
  u32(units);
  u32(0);
  u32(0);
}

void ndr_writer::no_text() {
  align();
  u16(0);
  u16(0);
  null();
}

void ndr_writer::room_for_bytes(std::uint32_t capacity) {
  pointer();
  u32(capacity);
  u32(0);
  u32(0);
}

std::uint64_t ndr_reader::number(std::size_t size) {
  const byte_view field = take(size);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < field.size(); ++i) value |= std::to_integer<std::uint64_t>(field[i]) << (8 * i);
  return value;
}

byte_view ndr_reader::take(std::size_t size) {
  if (problem_ != nullptr) return {};
  if (!fits(offset_, size, bytes_.size())) {
    refuse("the reply ends early");
    return {};
  }
  const byte_view taken = bytes_.subspan(offset_, size);
  offset_ += size;
  return taken;
}

byte_view ndr_reader::array(std::uint32_t limit, std::uint32_t element_size) {
  const std::uint32_t maximum = u32();
  const std::uint32_t first = u32();
  const std::uint32_t count = u32();
  if (first != 0) refuse("an array does not start at 0");
  if (count > maximum) refuse("an array is longer than its maximum");
  if (count > limit) refuse("more came than was asked for");
  return take(std::size_t{count} * element_size);
}

byte_view ndr_reader::text(std::uint32_t limit) {
  align();
  (void)u16();  // Length and MaximumLength: the array says the same, and what it says is checked
  (void)u16();
  if (!pointer()) return {};
  const byte_view units = array(limit, 2);
  const bool ends_with_nul =
      units.size() >= 2 && units.back() == std::byte{0} && units[units.size() - 2] == std::byte{0};
  return ends_with_nul ? units.first(units.size() - 2) : units;
}

error ndr_reader::failure_of(std::string_view what) const {
  return {
      .code = errc::malformed_data,
      .message = fmt::format("{} at {:#x}: {}", what, offset_, problem_ != nullptr ? problem_ : ""),
      .advice = "the other side does not speak the protocol as documented; check what answers on that port"};
}

}  // namespace perfdata::winreg
