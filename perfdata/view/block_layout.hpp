// What a block looked like when it was last seen, without its values: definitions, and who the instances
// were. A machine that is asked the same question every second answers with the same layout nearly always,
// and to compare costs less than to prove it anew, tells what changed, and needs no name to be read.
#pragma once

#include <cstdint>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/view/object_type.hpp>

namespace perfdata {

/// One object's layout. A value that owns what it knows: everything of the object but the values and its own
/// clock, about a quarter of it.
class object_layout {
 public:
  /// Whether `object`, of which nothing is proved, starts with an object that has exactly this layout: the
  /// same header but for PerfTime and PerfFreq, definitions, lengths, names, parents and ids of the
  /// instances, in the same places. What was proved when it was learned then holds for it. O(bytes learned),
  /// no allocation.
  [[nodiscard]] bool matches(byte_view object) const noexcept;

  /// Replaces what is known. Precondition: the object has no defect. O(bytes of the object).
  void learn(const object_type& object);
  void forget() noexcept { size_ = 0; }

  /// Bytes from the object's start to the next one; 0 when nothing is known.
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
  [[nodiscard]] std::uint32_t instances() const noexcept { return instances_; }
  /// The lengths that all instances but the last share, as tiles use them.
  [[nodiscard]] instance_stride stride() const noexcept { return stride_; }
  /// Whether definitions and values have the usual lengths and all are there, as for_each_value likes it.
  [[nodiscard]] bool plain() const noexcept { return plain_; }

 private:
  [[nodiscard]] bool same_definitions(const std::byte* now) const noexcept;
  [[nodiscard]] bool same_instances(const std::byte* now, const std::byte* known) const noexcept;
  // How many lengths of counter blocks are kept: all but the last one's, unless stride_ tells them.
  [[nodiscard]] std::uint32_t kept_lengths() const noexcept {
    return stride_.block != 0 || instances_ == 0 ? 0 : instances_ - 1;
  }

  // The header without its clock, the definitions, the instances' definitions of ByteLength bytes each, and,
  // where stride_ does not tell them, the lengths of their counter blocks.
  byte_buffer kept_;
  std::uint32_t size_ = 0;
  std::uint32_t instances_ = 0;
  instance_stride stride_{};
  std::uint32_t definitions_ = 0;  // bytes of them in kept_
  std::uint32_t last_block_ = 0;   // ByteLength of the last counter block
  bool compact_ = false;           // definitions are kept without what all have in common
  bool plain_ = false;
};

/// The layout of a block. A value; hand the same one to every data_block::parse of the same question.
class block_layout {
 public:
  /// Objects of the block that data_block::parse was called with last, skipped ones included.
  [[nodiscard]] std::size_t size() const noexcept { return same_.size(); }
  /// How many of the objects, in the order of the block, were as before when data_block::parse was called
  /// last.
  [[nodiscard]] std::uint32_t unchanged_objects() const noexcept { return unchanged_; }
  /// Whether the object at `position` was as it had been the time before: same definitions, same instances.
  [[nodiscard]] bool unchanged(std::uint32_t position) const noexcept {
    return position < same_.size() && same_[position] != 0;
  }

 private:
  friend class block_validator;
  std::vector<object_layout> objects_;
  std::vector<std::uint8_t> same_;  // one for each object of the last parse
  std::uint32_t unchanged_ = 0;
};

}  // namespace perfdata
