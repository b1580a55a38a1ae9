// What BaseRegQueryValue and BaseRegEnumValue have in common: lpType, lpData, lpcbData and lpcbLen.
#pragma once

#include <perfdata/remote/dcerpc/ndr_stream.hpp>
#include <perfdata/remote/winreg/winreg_ndr.hpp>

namespace perfdata::winreg {

/// Asks for a value's type, size and data, with room for `capacity` bytes and none uploaded (lpcbLen 0).
void write_room_for_value(ndr_writer& out, std::uint32_t capacity);

/// Reads what was sent into that room, and the status behind it. The value lies in the reader's bytes.
[[nodiscard]] value_reply read_value(ndr_reader& in, std::uint32_t capacity);

}  // namespace perfdata::winreg
