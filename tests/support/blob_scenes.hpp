// Small good blocks, one for each thing that a block can show. Made with the block builder.
#pragma once

#include <string>
#include <vector>

#include <perfdata/base/bytes.hpp>

namespace perfdata::test {

/// A block and what it is there to show.
struct blob_scene {
  std::string name;
  byte_buffer bytes;
};

/// Blocks without a defect, a few hundred bytes each.
[[nodiscard]] std::vector<blob_scene> sound_scenes();

/// Blocks that real producers write although the documentation says otherwise: every value in them can be
/// read. "lengths without the header" and "short last counter block" are listed as defects, "larger records"
/// and "slack behind the block" are not.
[[nodiscard]] std::vector<blob_scene> odd_scenes();

}  // namespace perfdata::test
