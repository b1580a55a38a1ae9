// Room for an answer whose size nobody tells.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/windows/registry_calls.hpp>

namespace perfdata::win32 {

/// No registry value is larger (MS-RRP's range; local ones keep to it too).
inline constexpr std::uint32_t largest_value = 64U * 1024 * 1024;

/// A resource. Asks again with four times the room while the answer does not fit, and remembers for each name
/// what did, so that a steady watcher asks once. Sizes that come with ERROR_MORE_DATA are never used: for
/// performance data they are undefined (Windows leaves what it was given, Wine says 0).
class growing_room {
 public:
  struct answer {
    std::uint32_t code = 0;  ///< error_more_data when even largest_value was too little
    std::uint32_t type = 0;
    byte_view bytes{};  ///< valid until the next call
  };

  /// `ask` gets a value_room and gives a Win32 code. A success that fills the room is believed when
  /// `is_whole(bytes)`: some servers cut a block and call that success.
  template <class Ask, class IsWhole>
  answer ask(const std::string& name, Ask ask, IsWhole is_whole) {
    for (std::uint32_t capacity = capacity_for(name);; capacity = more_than(capacity)) {
      value_room room = offer(capacity);
      const std::uint32_t code = ask(room);
      const bool lies = room.size > capacity;
      const byte_view bytes(bytes_.data(), lies ? 0 : room.size);
      const bool too_small =
          code == error_more_data || (code == 0 && (lies || (room.size == capacity && !is_whole(bytes))));
      if (!too_small) {
        if (code == 0) learn(name, room.size);
        return {.code = code, .type = room.type, .bytes = code == 0 ? bytes : byte_view{}};
      }
      if (capacity == largest_value) return {.code = error_more_data};
    }
  }

 private:
  [[nodiscard]] std::uint32_t capacity_for(const std::string& name) const;
  [[nodiscard]] static std::uint32_t more_than(std::uint32_t capacity) noexcept;
  [[nodiscard]] value_room offer(std::uint32_t capacity);
  void learn(const std::string& name, std::uint32_t size);

  byte_buffer bytes_;
  std::map<std::string, std::uint32_t> learned_;
};

}  // namespace perfdata::win32
