// Blocks of big-endian machines (Windows NT on PowerPC, Samba on big-endian hosts): turned around once, into
// a copy. Internal to the view layer; data_block::parse calls it.
#pragma once

#include <perfdata/base/bytes.hpp>

namespace perfdata {

/// Which way round a block's integers are. The signature decides: its UTF-16 code units are stored in the
/// producer's order. Where it stands in little-endian order although the LittleEndian flag is 0, the order in
/// which HeaderLength makes sense does. Precondition: 88 bytes.
[[nodiscard]] bool is_big_endian_block(byte_view bytes) noexcept;

/// A little-endian copy: every field of every record, UTF-16 names (code page 0), values of 2, 4 and 8 bytes
/// and multipliers; text and odd sizes stay as they are. Walks as far as the lengths make sense; what lies
/// behind a length that does not stays as it came, for the validator to list. Linear in the bytes; bytes that
/// several definitions share are turned once.
[[nodiscard]] byte_buffer to_little_endian(byte_view bytes);

}  // namespace perfdata
