// A block that is proved while it is read: each byte comes out of memory once.
//
//   auto reader = perfdata::block_reader::open(bytes);  // bytes must outlive everything taken from it
//   if (!reader) return reader.error();
//   for (const auto& object : *reader)  // a whole object, or the next instances of a large one
//     object.for_each_value([&](auto counter, auto instance, std::uint64_t value) {
//       use(object.title_index(), counter.title_index(), instance.name(), value);
//     });
//   report(reader->block().defects());
#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <utility>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/lifetime.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/view/block_layout.hpp>
#include <perfdata/view/data_block.hpp>
#include <perfdata/view/object_walk.hpp>

namespace perfdata {

/// Reads a block once, from its first object to its last. What it hands out is what data_block::parse would
/// have handed out, in the same order, each object as soon as it is proved; only that a large one comes in
/// parts. All parts of an object have its header and definitions, and of its instances those that follow the
/// part before: every instance is in one part. Who stops before the end has read what is true all the same.
/// Single use. Copies nothing and allocates as data_block does.
class block_reader {
 public:
  class iterator;

  /// About as many bytes of instances as a part has, for the nearest cache to hold; objects of less than four
  /// times as many come whole.
  static constexpr std::size_t usual_part = std::size_t{16} * 1'024;

  /// Errors: as data_block::parse.
  [[nodiscard]] static result<block_reader> open(byte_view bytes PERFDATA_LIFETIMEBOUND,
                                                 std::size_t part_bytes = usual_part);
  static result<block_reader> open(byte_buffer&& bytes, std::size_t = usual_part) = delete;
  /// The same, with objects that look as they did the time before recognised instead of proved, as
  /// data_block::parse does; `layout` must outlive the reader, and is up to date when the last object was
  /// read.
  [[nodiscard]] static result<block_reader> open(byte_view bytes PERFDATA_LIFETIMEBOUND,
                                                 block_layout& layout PERFDATA_LIFETIMEBOUND,
                                                 std::size_t part_bytes = usual_part);
  static result<block_reader> open(byte_buffer&& bytes, block_layout& layout,
                                   std::size_t = usual_part) = delete;

  /// The next object or part of one; none behind the last. O(what is handed out).
  [[nodiscard]] std::optional<object_type> next() {
    advance();
    return current_;
  }

  /// A range of what next() hands out, for one walk. The reader must stay where it is meanwhile.
  [[nodiscard]] iterator begin();
  [[nodiscard]] static std::default_sentinel_t end() noexcept { return {}; }

  /// The block as far as it was read: its header, and the objects that were read to their end. Behind the
  /// last one it is what data_block::parse gives.
  [[nodiscard]] const data_block& block() const& noexcept PERFDATA_LIFETIMEBOUND { return block_; }
  const data_block& block() const&& = delete;

 private:
  enum class stage : std::uint8_t { between_objects, proving, recognising, ended };

  block_reader(data_block&& block, block_layout* layout, std::size_t part_bytes) noexcept
      : block_(std::move(block)), layout_(layout), part_bytes_(part_bytes) {}
  [[nodiscard]] static result<block_reader> open_with(byte_view bytes, block_layout* layout,
                                                      std::size_t part_bytes);
  void advance();
  void read_object();
  void enter_large(std::uint32_t offset);
  void enter_proving();
  void read_proved();
  void leave_proved(bool usable);
  void read_recognised();
  void leave_recognised();
  void prove_from(const instance_layout::place& at);
  void hand_out(std::size_t start, std::size_t end, std::uint32_t counters, std::uint32_t instances,
                instance_stride stride, bool plain);
  void end_walk();
  [[nodiscard]] object_layout& known() const { return layout_->next(); }
  void forget();
  [[nodiscard]] std::uint32_t instances_of_a_part() const noexcept;

  data_block block_;
  block_layout* layout_;
  std::size_t part_bytes_;
  std::optional<object_type> current_;  // what was handed out last
  stage stage_ = stage::between_objects;
  bool cut_ = false;                // nothing can be found behind the object that was read last
  bool renewed_ = false;            // in the object that is recognised
  object_walk walk_{};              // through the large object that is read
  instance_layout::place place_{};  // in it, where it is recognised
  std::size_t findings_ = 0;        // before it
};

/// What next() hands out. A single-pass iterator; refers to its reader.
class block_reader::iterator {
 public:
  using value_type = object_type;
  using difference_type = std::ptrdiff_t;
  using iterator_concept = std::input_iterator_tag;

  [[nodiscard]] const object_type& operator*() const noexcept { return *reader_->current_; }
  iterator& operator++() {
    reader_->advance();
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const iterator& a, std::default_sentinel_t) noexcept { return a.is_at_end(); }

 private:
  friend class block_reader;
  explicit iterator(block_reader& reader) : reader_(&reader) { reader.advance(); }
  [[nodiscard]] bool is_at_end() const noexcept { return !reader_->current_; }
  block_reader* reader_;
};

inline block_reader::iterator block_reader::begin() {
  return iterator(*this);
}

}  // namespace perfdata
