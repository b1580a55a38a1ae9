// The one pass that proves a block. Internal to the view layer.
#pragma once

#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/data_block.hpp>
#include <perfdata/view/object_walk.hpp>

namespace perfdata {

/// Walks every record with bounds against what arrived and against the enclosing record, fills in what the
/// data_block may rely on, and lists what is wrong. After it, iteration needs no test.
class block_validator {
 public:
  explicit block_validator(data_block& block) noexcept : block_(block), bytes_(block.bytes_) {}

  /// The errors of data_block::parse.
  [[nodiscard]] result<void> check_header();

  /// Objects until NumObjectTypes, the end of the bytes, or one that cannot be stepped over.
  void walk_objects();
  /// The same; objects that `layout` knows are recognised, others learned.
  void walk_objects(block_layout& layout);
  /// The same; of objects that are not `wanted` only the length is proved.
  void walk_objects(std::span<const std::uint32_t> wanted, block_layout& layout);

 private:
  friend class block_reader;  // walks in steps

  void begin_objects();
  void begin_layout(block_layout& layout) const;
  [[nodiscard]] bool expects_object() const noexcept;
  void end_objects();
  template <class Walk>
  void walk_with(Walk walk);
  [[nodiscard]] bool recognise_or_learn(block_layout& layout, std::uint32_t offset);
  void count_in(const object_layout& known, std::uint32_t offset);
  [[nodiscard]] bool walk_and_learn(object_layout& known, std::uint32_t offset, std::size_t far_object);
  // How much was found fault with so far: an object that adds nothing can be learned.
  [[nodiscard]] std::size_t findings() const noexcept {
    return block_.defects_.size() + block_.defects_omitted_ + block_.corrections_.size();
  }
  [[nodiscard]] bool plausible_object(std::size_t offset) const noexcept;
  [[nodiscard]] std::uint32_t stated_size(std::size_t offset) const noexcept;
  [[nodiscard]] bool enter_object(object_walk& object);
  [[nodiscard]] bool begin_object(object_walk& object);
  void end_object(const object_walk& object);
  [[nodiscard]] bool step_over(std::uint32_t offset);
  [[nodiscard]] bool walk_object(std::uint32_t offset);
  void walk_counters(object_walk& object);
  static void skip_sound_counters(object_walk& object, std::size_t& at, std::size_t end);
  void walk_counter(object_walk& object, std::size_t& at, std::size_t end);
  void walk_only_block(object_walk& object);
  void walk_rest(object_walk& object);
  void walk_instances(object_walk& object);
  static void skip_sound_instances(object_walk& object, std::uint32_t most);
  [[nodiscard]] bool walk_instance(object_walk& object, bool last);
  [[nodiscard]] bool walk_counter_block(object_walk& object, bool last);
  void correct(const object_walk& object, bool skipped);
  void report(defect_code code, record_kind record, std::size_t offset, std::uint32_t object,
              std::uint64_t stated, std::uint64_t limit);

  data_block& block_;
  byte_view bytes_;
};

}  // namespace perfdata
