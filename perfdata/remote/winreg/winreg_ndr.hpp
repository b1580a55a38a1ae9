// The few calls of MS-RRP that performance data need, as NDR: requests out, replies in. Bytes only: no
// network, no Samba. Those of other keys are in winreg_key_ndr.hpp.
//
// Sources: MS-RRP 3.1.5 for the methods, C706 chapter 14 for NDR (little-endian, 4-byte alignment here).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/registry/predefined_key.hpp>

namespace perfdata::winreg {

/// Method numbers of interface 338CD001-2244-31F1-AAAA-900038001003 version 1.0.
enum class method : std::uint16_t {
  open_local_machine = 0x02,
  open_performance_data = 0x03,
  open_users = 0x04,
  close_key = 0x05,
  enum_key = 0x09,
  enum_value = 0x0A,
  open_key = 0x0F,
  query_info_key = 0x10,
  query_value = 0x11,
  open_performance_text = 0x20,
  open_performance_nls_text = 0x21,
};

/// As MS-RRP spells it, e.g. "BaseRegQueryValue".
[[nodiscard]] std::string_view to_string(method which) noexcept;

/// OpenLocalMachine for HKEY_LOCAL_MACHINE, and so on. Precondition: is_connectable(key).
[[nodiscard]] method method_that_opens(predefined_key key) noexcept;

/// An open key of the other machine. All zero: none.
using context_handle = std::array<std::byte, 20>;

/// The largest value that the interface can carry: range(0, 0x4000000) on lpData.
inline constexpr std::uint32_t max_value_size = 0x4000000;

/// MAXIMUM_ALLOWED, what Windows' own client asks for.
inline constexpr std::uint32_t maximum_allowed = 0x02000000;

/// The request of any Open… method of a predefined key; ServerName is sent as NULL.
[[nodiscard]] byte_buffer encode_open_key(std::uint32_t access = maximum_allowed);

/// BaseRegQueryValue that offers `capacity` bytes and uploads none of them (lpcbLen 0).
/// Errors: errc::invalid_argument when the name has more than 32,766 UTF-16 units, or capacity more than
/// max_value_size.
[[nodiscard]] result<byte_buffer> encode_query_value(const context_handle& key, std::string_view value_name,
                                                     std::uint32_t capacity);

/// BaseRegCloseKey.
[[nodiscard]] byte_buffer encode_close_key(const context_handle& key);

/// What an Open… method or BaseRegCloseKey answers. `status` is a Win32 code.
struct key_reply {
  context_handle key{};
  std::uint32_t status = 0;
};

/// What BaseRegQueryValue answers. `data` lies in the reply's bytes and must not outlive them; it is empty
/// when the server sent none. `stated_size` is lpcbData: never a size to trust (RegQueryValueEx leaves it
/// undefined for HKEY_PERFORMANCE_DATA when the buffer was too small).
struct value_reply {
  std::uint32_t status = 0;
  std::uint32_t type = 0;  ///< REG_BINARY 3, REG_MULTI_SZ 7
  byte_view data{};
  std::uint32_t stated_size = 0;
};

/// Errors: errc::malformed_data when the bytes end early.
[[nodiscard]] result<key_reply> decode_key_reply(byte_view reply);

/// `reply` must outlive the result's `data`. Nothing is copied. Errors: errc::malformed_data when the bytes
/// end early, an array claims more than it states as its maximum, does not start at 0, or holds more than the
/// `capacity` that was offered.
[[nodiscard]] result<value_reply> decode_value_reply(byte_view reply, std::uint32_t capacity);

}  // namespace perfdata::winreg
