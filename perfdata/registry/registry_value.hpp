// One registry value: its type, its bytes, and what they mean.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata {

/// The numbers of winnt.h. Others exist and travel as numbers.
enum class registry_type : std::uint32_t {
  none = 0,
  sz = 1,
  expand_sz = 2,
  binary = 3,
  dword = 4,
  dword_big_endian = 5,
  link = 6,
  multi_sz = 7,
  resource_list = 8,
  full_resource_descriptor = 9,
  resource_requirements_list = 10,
  qword = 11,
};

/// As winnt.h spells it, e.g. "REG_MULTI_SZ"; "type 42" for a number without a name.
[[nodiscard]] std::string to_string(registry_type type);

/// What the bytes mean: text in UTF-8 for REG_SZ, REG_EXPAND_SZ (not expanded) and REG_LINK, a list for
/// REG_MULTI_SZ, a number for the three integer types, bytes for everything else.
using registry_meaning = std::variant<std::string, std::vector<std::string>, std::uint64_t, byte_buffer>;

/// A value: owns its bytes, which are as they were sent.
struct registry_value {
  std::string name{};  ///< UTF-8; empty for a key's default value
  registry_type type{};
  byte_buffer data{};

  /// Text may lack its final NUL and may hold unpaired surrogates (they become U+FFFD); a REG_MULTI_SZ ends
  /// at its empty string or with the bytes. Errors: errc::malformed_data for an integer of another size than
  /// its type has, or text of an odd number of bytes.
  [[nodiscard]] result<registry_meaning> decode() const;
};

}  // namespace perfdata
