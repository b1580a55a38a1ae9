// Blocks as a big-endian producer would have written them.
#pragma once

#include <perfdata/base/bytes.hpp>

namespace perfdata::test {

/// A sound little-endian block with every integer of every record, UTF-16 unit and value of 2, 4 or 8 bytes
/// turned around; LittleEndian becomes 0. Undefined for a damaged block.
[[nodiscard]] byte_buffer to_big_endian(byte_view good);

}  // namespace perfdata::test
