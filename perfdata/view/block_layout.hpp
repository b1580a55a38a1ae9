// What a block looked like when it was last seen, without its values: definitions, and who the instances
// were. A machine that is asked the same question every second answers with the same layout nearly always,
// and to compare costs less than to prove it anew, tells what changed, and needs no name to be read.
#pragma once

#include <cstdint>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/view/instance_layout.hpp>
#include <perfdata/view/object_type.hpp>

namespace perfdata {

/// What an object is to one that was seen before.
enum class recognition : std::uint8_t {
  same,
  renewed,  ///< other instances of the same lengths in the same places: proved, and known from now on
  other,
};

/// One object's layout. A value that owns what it knows: everything of the object but the values and its own
/// clock, about a quarter of it.
class object_layout {
 public:
  /// Whether `object`, of which nothing is proved, starts with an object that has exactly this layout: the
  /// same header but for PerfTime and PerfFreq, definitions, lengths, names, parents and ids of the
  /// instances, in the same places. What was proved when it was learned then holds for it. After
  /// recognition::other nothing is known. O(bytes learned), no allocation.
  [[nodiscard]] recognition recognise(byte_view object) noexcept;

  /// The same in pieces: header and definitions, then the instances from first_instance(object) on, run by
  /// run, then the last one.
  [[nodiscard]] bool begins(byte_view object) const noexcept;
  [[nodiscard]] instance_layout::place first_instance(byte_view object) noexcept;
  [[nodiscard]] recognition recognise_run(instance_layout::place& at) noexcept;
  [[nodiscard]] recognition recognise_last(const instance_layout::place& at) noexcept;

  /// Replaces what is known. Precondition: the object has no defect. `far_object`: as block_layout has it.
  /// O(bytes of the object).
  void learn(const object_type& object, std::size_t far_object);
  void forget() noexcept { size_ = 0; }

  /// Bytes from the object's start to the next one; 0 when nothing is known.
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
  [[nodiscard]] const instance_layout& instances() const noexcept { return instances_; }
  /// Whether definitions and values have the usual lengths and all are there, as for_each_value likes it.
  [[nodiscard]] bool plain() const noexcept { return plain_; }

 private:
  [[nodiscard]] bool same_definitions(const std::byte* now) const noexcept;

  byte_buffer kept_;  // the header without its clock, the definitions, what instances_ keeps
  instance_layout instances_;
  std::uint32_t size_ = 0;
  std::uint32_t definitions_ = 0;  // bytes of them in kept_
  bool compact_ = false;           // definitions are kept without what all have in common
  bool plain_ = false;
};

/// The layout of a block. A value; hand the same one to every data_block::parse of the same question.
class block_layout {
 public:
  /// Objects of `far_object` bytes and more are taken for such as come out of memory, not out of a cache:
  /// less is kept of them, for a little more work. As large as a processor's own cache is right.
  explicit block_layout(std::size_t far_object = std::size_t{1} << 20U) noexcept : far_object_(far_object) {}

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
  friend class block_reader;
  friend class block_validator;
  // The layout to be compared with the next object of the block that is parsed.
  [[nodiscard]] object_layout& next() {
    if (objects_.size() == same_.size()) objects_.emplace_back();
    return objects_[same_.size()];
  }
  void note(bool same) {
    same_.push_back(same ? 1 : 0);
    unchanged_ += same ? 1 : 0;
  }
  void end() { objects_.resize(same_.size()); }

  std::size_t far_object_;
  std::vector<object_layout> objects_;
  std::vector<std::uint8_t> same_;  // one for each object of the last parse
  std::uint32_t unchanged_ = 0;
};

}  // namespace perfdata
