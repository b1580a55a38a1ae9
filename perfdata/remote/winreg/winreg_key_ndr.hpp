// The calls of MS-RRP that keys other than the performance keys know besides: open a subkey, enumerate, query
// info. Bytes only, as winreg_ndr.hpp.
//
// Sources: MS-RRP 3.1.5.10, 3.1.5.11, 3.1.5.15, 3.1.5.16.
#pragma once

#include <perfdata/remote/winreg/winreg_ndr.hpp>

namespace perfdata::winreg {

/// KEY_READ: a handle that cannot change anything.
inline constexpr std::uint32_t key_read = 0x00020019;

/// The longest names that a registry has, in UTF-16 units with the NUL: a key's and a value's.
inline constexpr std::uint32_t key_name_room = 256;
inline constexpr std::uint32_t value_name_room = 16'384;

/// BaseRegOpenKey with KEY_READ; decode_key_reply reads the answer. `path` UTF-8, empty: the key itself.
/// Errors: errc::invalid_argument when it has more than 32,766 UTF-16 units.
[[nodiscard]] result<byte_buffer> encode_open_subkey(const context_handle& key, std::string_view path);

/// BaseRegEnumKey: the name of subkey `index`, class and time not asked for.
[[nodiscard]] byte_buffer encode_enum_key(const context_handle& key, std::uint32_t index);

/// BaseRegEnumValue: value `index`, with room for `capacity` bytes of data and none uploaded.
/// Precondition: capacity <= max_value_size.
[[nodiscard]] byte_buffer encode_enum_value(const context_handle& key, std::uint32_t index,
                                            std::uint32_t capacity);

/// BaseRegQueryInfoKey, the class not asked for.
[[nodiscard]] byte_buffer encode_query_info(const context_handle& key);

/// `name`: UTF-16LE without its NUL, in the reply's bytes; it must not outlive them.
struct subkey_reply {
  std::uint32_t status = 0;  ///< ERROR_NO_MORE_ITEMS (259) behind the last one
  byte_view name{};
};

/// As above, with what value_reply has.
struct named_value_reply {
  byte_view name{};
  value_reply value{};
};

/// Lengths in UTF-16 units without the NUL, of what is there "or greater" (MS-RRP 3.1.5.16).
struct info_reply {
  std::uint32_t status = 0;
  std::uint32_t subkeys = 0;
  std::uint32_t longest_subkey = 0;
  std::uint32_t values = 0;
  std::uint32_t longest_value_name = 0;
  std::uint32_t longest_value = 0;  ///< bytes
  std::uint64_t last_write = 0;     ///< FILETIME
};

/// Errors of the three: errc::malformed_data when the bytes end early, or an array lies about itself or holds
/// more than was asked for. Nothing is copied; `reply` must outlive what is taken from it.
[[nodiscard]] result<subkey_reply> decode_enum_key(byte_view reply);
[[nodiscard]] result<named_value_reply> decode_enum_value(byte_view reply, std::uint32_t capacity);
[[nodiscard]] result<info_reply> decode_query_info(byte_view reply);

}  // namespace perfdata::winreg
