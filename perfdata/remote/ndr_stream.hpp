// NDR as the registry's and the service manager's calls need it: little-endian, aligned to 4 bytes (C706,
// chapter 14).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/error.hpp>

namespace perfdata {

/// Writes the parameters of a call. A value.
class ndr_writer {
 public:
  void u16(std::uint32_t value) { put(value, 2); }
  void u32(std::uint32_t value) {
    align();
    put(value, 4);
  }
  /// A pointer that is not NULL: any number that is unique within the call.
  void pointer() { u32(next_pointer_ += 4); }
  void bytes(byte_view value) { out_.insert(out_.end(), value.begin(), value.end()); }
  byte_buffer take() { return std::move(out_); }

 private:
  void align() { out_.resize((out_.size() + 3) & ~std::size_t{3}); }
  void put(std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i) out_.push_back(static_cast<std::byte>(value >> (8 * i) & 0xFFU));
  }

  byte_buffer out_;
  std::uint32_t next_pointer_ = 0x00020000;
};

/// Reads stop at the first problem and give zeros from then on, so that a decoder is a straight line with one
/// check at its end. A value; must not outlive the bytes.
class ndr_reader {
 public:
  explicit ndr_reader(byte_view bytes) : bytes_(bytes) {}

  std::uint32_t u32() {
    align();
    const byte_view field = take(4);
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < field.size(); ++i)
      value |= std::to_integer<std::uint32_t>(field[i]) << (8 * i);
    return value;
  }

  bool pointer() { return u32() != 0; }

  byte_view take(std::size_t size) {
    if (problem_ != nullptr) return {};
    if (!fits(offset_, size, bytes_.size())) {
      refuse("the reply ends early");
      return {};
    }
    const byte_view taken = bytes_.subspan(offset_, size);
    offset_ += size;
    return taken;
  }

  /// A conformant varying array of bytes.
  byte_view array(std::uint32_t limit) {
    const std::uint32_t maximum = u32();
    const std::uint32_t first = u32();
    const std::uint32_t count = u32();
    if (first != 0) refuse("an array does not start at 0");
    if (count > maximum) refuse("an array is longer than its maximum");
    if (count > limit) refuse("more bytes came than were asked for");
    return take(count);
  }

  void refuse(const char* why) {
    if (problem_ == nullptr) problem_ = why;
  }

  [[nodiscard]] bool failed() const { return problem_ != nullptr; }
  /// errc::malformed_data: `what` of `protocol` ("MS-RRP") breaks off or lies.
  [[nodiscard]] error failure_of(std::string_view protocol, std::string_view what) const;

 private:
  void align() { offset_ = std::min((offset_ + 3) & ~std::size_t{3}, bytes_.size()); }

  byte_view bytes_;
  std::size_t offset_ = 0;
  const char* problem_ = nullptr;
};

}  // namespace perfdata
