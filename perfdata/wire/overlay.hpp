// The one cast of the project: bytes seen as a record of the format.
#pragma once

#include <cassert>
#include <type_traits>

#include <perfdata/base/bytes.hpp>

namespace perfdata::wire {

/// The record at the front of `bytes`. Precondition: bytes.size() >= sizeof(Record); whoever calls has proved
/// it. Sound for our records only: alignment 1, trivially copyable, fields that read through unsigned char.
template <class Record>
[[nodiscard]] const Record& overlay(byte_view bytes) noexcept {
  static_assert(alignof(Record) == 1 && std::is_trivially_copyable_v<Record> &&
                std::is_standard_layout_v<Record>);
  assert(bytes.size() >= sizeof(Record));
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  return *reinterpret_cast<const Record*>(bytes.data());
}

/// As above, for writers.
template <class Record>
[[nodiscard]] Record& overlay(std::span<std::byte> bytes) noexcept {
  static_assert(alignof(Record) == 1 && std::is_trivially_copyable_v<Record> &&
                std::is_standard_layout_v<Record>);
  assert(bytes.size() >= sizeof(Record));
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  return *reinterpret_cast<Record*>(bytes.data());
}

}  // namespace perfdata::wire
