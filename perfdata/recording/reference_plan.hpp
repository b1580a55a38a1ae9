// Which earlier block of its stream a block builds on.
#pragma once

#include <cstdint>
#include <vector>

#include <perfdata/base/bytes.hpp>

namespace perfdata {

/// Blocks come in groups of 64. The first, the key, builds on none; each builds on the one before it, but
/// each eighth builds on an eighth before it: number 8 a on number 8 (a & (a - 1)). So a block that is lost
/// costs six on the average and mostly fewer than eight, any block is decoded from eleven at most, and the
/// cost in bytes is that of a plain chain. A value.
class reference_plan {
 public:
  struct kept_block {
    std::uint64_t offset = 0;
    byte_buffer bytes{};
  };

  /// What the next block builds on; nullptr: it is a key.
  [[nodiscard]] const kept_block* next() const noexcept;

  /// The next block was written.
  void written(std::uint64_t offset, byte_view block);

  /// The next block is a key.
  void restart() noexcept;

 private:
  unsigned number_ = 0;                // of the next block in its group
  kept_block newest_{};                // number_ - 1
  std::vector<kept_block> anchors_{};  // eighths that one to come builds on, oldest first
  std::vector<unsigned> numbers_{};    // of the anchors, in eighths
};

}  // namespace perfdata
