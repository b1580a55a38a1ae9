// A block that is read in parts, held against the same block parsed.
#pragma once

#include <string>

#include <perfdata/view/block_reader.hpp>

namespace perfdata::test {

/// How a block is read.
struct part_reading {
  block_layout* layout = nullptr;  ///< null: every object is proved
  std::size_t part_bytes = block_reader::usual_part;
};

/// The first thing that block_reader shows otherwise than data_block::parse, in words; empty: nothing.
/// Touches every byte that it hands out.
[[nodiscard]] std::string part_difference(byte_view bytes, const part_reading& how);

}  // namespace perfdata::test
