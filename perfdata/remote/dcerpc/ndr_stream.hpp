// NDR, as far as winreg needs it: little-endian, aligned to four, numbers, unique pointers, conformant
// varying arrays, counted strings. Source: C706 chapter 14.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/error.hpp>

namespace perfdata::winreg {

/// Writes a request. A value.
class ndr_writer {
 public:
  void u16(std::uint32_t value) { put(value, 2); }
  void u32(std::uint32_t value) {
    align();
    put(value, 4);
  }
  void null() { u32(0); }
  /// A pointer that is not NULL: any number that is unique within the call.
  void pointer() { u32(next_pointer_ += 4); }
  void bytes(byte_view value) { out_.insert(out_.end(), value.begin(), value.end()); }

  /// RRP_UNICODE_STRING with `utf16` in it. Its Length counts the NUL that `utf16` ends with, unlike a
  /// UNICODE_STRING's.
  void text(byte_view utf16);
  /// RRP_UNICODE_STRING with room for `units` and nothing in it.
  void room_for_text(std::uint32_t units);
  /// RRP_UNICODE_STRING with neither text nor room: its buffer is NULL.
  void no_text();
  /// A pointer to an array of bytes with room for `capacity` and nothing in it.
  void room_for_bytes(std::uint32_t capacity);

  [[nodiscard]] byte_buffer take() { return std::move(out_); }

 private:
  void align() { out_.resize((out_.size() + 3) & ~std::size_t{3}); }
  void put(std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i) out_.push_back(static_cast<std::byte>(value >> (8 * i) & 0xFFU));
  }

  byte_buffer out_;
  std::uint32_t next_pointer_ = 0x00020000;
};

/// Reads a reply, which must outlive it and every view taken from it. Reads stop at the first problem and
/// give zeros from then on, so that a decoder is a straight line with one check at its end.
class ndr_reader {
 public:
  explicit ndr_reader(byte_view bytes) : bytes_(bytes) {}

  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() {
    align();
    return static_cast<std::uint32_t>(number(4));
  }
  /// FILETIME: two 32-bit halves, so aligned to four.
  std::uint64_t filetime() {
    align();
    return number(8);
  }
  bool pointer() { return u32() != 0; }
  byte_view take(std::size_t size);

  /// A conformant varying array of at most `limit` elements of `element_size` bytes.
  byte_view array(std::uint32_t limit, std::uint32_t element_size = 1);
  /// RRP_UNICODE_STRING of at most `limit` units: the UTF-16 in it, without the NUL at its end.
  byte_view text(std::uint32_t limit);

  [[nodiscard]] bool failed() const { return problem_ != nullptr; }
  [[nodiscard]] error failure_of(std::string_view what) const;

 private:
  void align() { offset_ = std::min((offset_ + 3) & ~std::size_t{3}, bytes_.size()); }
  std::uint64_t number(std::size_t size);
  void refuse(const char* why) {
    if (problem_ == nullptr) problem_ = why;
  }

  byte_view bytes_;
  std::size_t offset_ = 0;
  const char* problem_ = nullptr;
};

}  // namespace perfdata::winreg
