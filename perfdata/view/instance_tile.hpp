// Up to 64 instances of an object at a time, whose values are read counter by counter: for those who want
// some counters of many instances. For all of them, object_type::for_each_value is quicker.
//
//   for (const auto object : block->objects())
//     for (const auto& tile : object.tiles())
//       for (const auto counter : object.counters())
//         for (const std::uint64_t value : tile.column(counter)) sum += value;
//
// value_column::for_each is the quickest.
#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <ranges>
#include <utility>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/lifetime.hpp>
#include <perfdata/view/counter_definition.hpp>
#include <perfdata/view/instance_definition.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {

/// The lengths that all instances of an object but the last have in common; 0 each when they differ or nobody
/// compared them. A definition's length is only told with the block's.
struct instance_stride {
  std::uint32_t definition = 0;  ///< PERF_INSTANCE_DEFINITION with its name
  std::uint32_t block = 0;       ///< PERF_COUNTER_BLOCK
};

/// The raw values of one counter in the instances of a tile, zero-extended. A random-access range of
/// std::uint64_t, as long as the tile or empty. Refers to its tile and to the bytes of the block.
class value_column {
 public:
  class iterator {
   public:
    using value_type = std::uint64_t;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::input_iterator_tag;

    iterator() noexcept = default;
    [[nodiscard]] std::uint64_t operator*() const noexcept { return column_.load(*block_); }
    [[nodiscard]] std::uint64_t operator[](difference_type n) const noexcept {
      return column_.load(block_[n]);
    }
    iterator& operator++() noexcept { return *this += 1; }
    iterator& operator--() noexcept { return *this -= 1; }
    iterator operator++(int) noexcept {
      auto before = *this;
      ++*this;
      return before;
    }
    iterator operator--(int) noexcept {
      auto before = *this;
      --*this;
      return before;
    }
    iterator& operator+=(difference_type n) noexcept {
      block_ += n;
      return *this;
    }
    iterator& operator-=(difference_type n) noexcept { return *this += -n; }
    friend iterator operator+(iterator a, difference_type n) noexcept { return a += n; }
    friend iterator operator+(difference_type n, iterator a) noexcept { return a += n; }
    friend iterator operator-(iterator a, difference_type n) noexcept { return a -= n; }
    friend difference_type operator-(const iterator& a, const iterator& b) noexcept {
      return a.block_ - b.block_;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept { return a.block_ == b.block_; }
    friend auto operator<=>(const iterator& a, const iterator& b) noexcept { return a.block_ <=> b.block_; }

   private:
    friend class value_column;
    struct loader {
      std::ptrdiff_t ends = 0;  // the last eight bytes of a value, in a counter block at 0
      unsigned shift = 0;       // bits of them that stand before the value

      // Eight bytes whatever the size: what stands before a value is bytes of the same object, as no counter
      // block lies in the first 64 of it. So there is nothing to branch on.
      [[nodiscard]] std::uint64_t load(const std::byte* block) const noexcept {
        return wire::overlay<wire::u64>(byte_view(block + ends, sizeof(wire::u64))).value() >> shift;
      }
    };
    iterator(loader column, const std::byte* const* block) noexcept : column_(column), block_(block) {}

    loader column_{};
    const std::byte* const* block_ = nullptr;
  };

  value_column() noexcept = default;
  [[nodiscard]] iterator begin() const noexcept { return {column_, blocks_}; }
  [[nodiscard]] iterator end() const noexcept { return {column_, blocks_ + count_}; }
  [[nodiscard]] std::uint32_t size() const noexcept { return count_; }
  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  [[nodiscard]] std::uint64_t operator[](std::uint32_t i) const noexcept { return column_.load(blocks_[i]); }

  /// sink(value) for every value in order, and returns the sink, as std::for_each does: what it adds up can
  /// stay in registers. The same as the range, quicker.
  template <class Sink>
  Sink for_each(Sink sink) const {
    if (count_ >= worth_a_call) {
      if (column_.shift == 0) return read_as<wire::u64>(std::move(sink));
      if (column_.shift == 32) return read_as<wire::u32>(std::move(sink));
    }
    for (const std::uint64_t value : *this) sink(value);
    return sink;
  }

 private:
  friend class instance_tile;
  value_column(std::uint32_t offset, std::uint32_t size, const std::byte* const* blocks, std::uint32_t count,
               std::uint32_t stride) noexcept
      : column_{std::ptrdiff_t{offset} + size - std::ptrdiff_t{sizeof(wire::u64)}, 64 - 8 * size},
        blocks_(blocks),
        count_(count),
        stride_(stride) {}

  template <class Field>
  [[nodiscard]] static std::uint64_t load_as(const std::byte* from) noexcept {
    return wire::overlay<Field>(byte_view(from, sizeof(Field))).value();
  }

  template <class Field, class Sink>
  [[gnu::noinline]] Sink read_as(Sink sink) const {
    const std::ptrdiff_t offset = column_.ends + std::ptrdiff_t{sizeof(wire::u64) - sizeof(Field)};
    if (stride_ == 0)
      return in_fours([block = blocks_, offset](std::size_t i) { return load_as<Field>(block[i] + offset); },
                      std::move(sink));
    return in_fours([at = blocks_[0] + offset, stride = std::size_t{stride_}](
                        std::size_t i) { return load_as<Field>(at + i * stride); },
                    std::move(sink));
  }

  template <class Load, class Sink>
  Sink in_fours(Load load, Sink sink) const {
    std::size_t i = 0;
#pragma GCC unroll 1  // more costs more to decode than it saves
    for (; i + 4 <= count_; i += 4) {
      sink(load(i));
      sink(load(i + 1));
      sink(load(i + 2));
      sink(load(i + 3));
    }
#pragma GCC unroll 1
    for (; i < count_; ++i) sink(load(i));
    return sink;
  }

  static constexpr std::uint32_t worth_a_call = 10;  // values

  iterator::loader column_{};
  const std::byte* const* blocks_ = nullptr;  // where the counter blocks start
  std::uint32_t count_ = 0;
  std::uint32_t stride_ = 0;  // from each to the next; 0 where these differ
};

/// Instances that follow each other in an object. A value of 550 bytes; must not outlive the bytes of the
/// block.
class instance_tile {
 public:
  static constexpr std::uint32_t capacity = 64;

  /// Position of its first instance among the object's.
  [[nodiscard]] std::uint32_t first() const noexcept { return first_; }
  [[nodiscard]] std::uint32_t size() const noexcept { return count_; }

  /// One value an instance. Empty when the counter's size is not 1, 2, 4 or 8, or when the counter block of
  /// any instance of the tile is too short for it (a defect of the block): instance_definition::value() tells
  /// which have one. O(1).
  [[nodiscard]] value_column column(const counter_definition& counter) const& noexcept
      PERFDATA_LIFETIMEBOUND {
    const std::uint32_t size = counter.size();
    constexpr std::uint32_t numbers = 1U << 8U | 1U << 4U | 1U << 2U | 1U << 1U;
    if (size > 8 || (numbers >> size & 1U) == 0 || !fits(counter.offset(), size, shortest_)) return {};
    return {counter.offset(), size, blocks_.data(), count_, alike_};
  }
  value_column column(const counter_definition&) const&& = delete;  // it would outlive the tile

  /// The instance at `i` < size(). O(1).
  [[nodiscard]] instance_definition operator[](std::uint32_t i) const noexcept;

 private:
  friend class tile_range;
  instance_tile() noexcept = default;

  byte_view object_;            // from the object's start
  std::uint32_t first_ = 0;     // instances of the object before this tile
  std::uint32_t count_ = 0;     // instances in this tile
  std::uint32_t start_ = 0;     // of its first instance
  std::uint32_t alike_ = 0;     // from each counter block to the next, where that is the same
  std::uint32_t shortest_ = 0;  // bytes that every counter block of the tile has
  bool reaches_end_ = false;    // its last instance is the object's last
  bool single_ = false;         // an object without instances
  std::array<const std::byte*, capacity>
      blocks_;  // NOLINT(cppcoreguidelines-pro-type-member-init): count_ of them
};

/// An object's instances, tile by tile, in the order of the block. A single-pass range: each tile is gone
/// when the next one comes.
class tile_range {
 public:
  class iterator {
   public:
    using value_type = instance_tile;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::input_iterator_tag;

    [[nodiscard]] const instance_tile& operator*() const noexcept { return tile_; }
    iterator& operator++() noexcept {
      fill();
      return *this;
    }
    void operator++(int) noexcept { fill(); }
    friend bool operator==(const iterator& a, std::default_sentinel_t) noexcept {
      return a.tile_.size() == 0;
    }

   private:
    friend class tile_range;
    iterator(byte_view object, std::uint32_t start, std::uint32_t count, bool single,
             instance_stride stride) noexcept
        : next_(start), remaining_(count), stride_(stride) {
      tile_.object_ = object;
      tile_.single_ = single;
      fill();
    }
    void fill() noexcept;

    instance_tile tile_;
    std::uint32_t next_;       // where the instance behind the tile starts
    std::uint32_t remaining_;  // instances from there on
    instance_stride stride_;
  };

  [[nodiscard]] iterator begin() const noexcept { return {object_, start_, count_, single_, stride_}; }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

 private:
  friend class object_type;
  tile_range(byte_view object, std::uint32_t start, std::uint32_t count, bool single,
             instance_stride stride) noexcept
      : object_(object), start_(start), count_(count), single_(single), stride_(stride) {}

  byte_view object_;
  std::uint32_t start_;
  std::uint32_t count_;
  bool single_;
  instance_stride stride_;
};

inline instance_definition instance_tile::operator[](std::uint32_t i) const noexcept {
  const auto length_at = [this](std::size_t offset) {
    return wire::overlay<wire::u32>(object_.subspan(offset)).value();
  };
  const auto offset_of = [this](std::uint32_t k) {
    return static_cast<std::size_t>(blocks_[k] - object_.data());
  };
  const std::size_t block = offset_of(i);
  if (single_) return {byte_view{}, object_.subspan(block)};
  const std::size_t start = i == 0 ? start_ : offset_of(i - 1) + length_at(offset_of(i - 1));
  const bool last = reaches_end_ && i + 1 == count_;
  return {object_.subspan(start, block - start),
          last ? object_.subspan(block) : object_.subspan(block, length_at(block))};
}

// Every length but the last counter block's was proved by data_block::parse.
inline void tile_range::iterator::fill() noexcept {
  const byte_view object = tile_.object_;
  const auto u32_at = [](const std::byte* from) {
    return wire::overlay<wire::u32>(byte_view(from, sizeof(wire::u32))).value();
  };
  const std::byte** const blocks = tile_.blocks_.data();
  const std::byte* at = object.data() + next_;
  std::uint32_t count = 0;
  auto shortest = static_cast<std::uint32_t>(object.size());
  const std::uint32_t most = std::min(remaining_, instance_tile::capacity);
  const bool reaches_end = most == remaining_;
  const std::uint32_t whole = reaches_end && most != 0 ? most - 1 : most;
  bool alike = true;  // whether the counter blocks are at equal distances
  std::size_t distance = std::size_t{stride_.definition} + stride_.block;
  if (stride_.definition != 0 && whole != 0) {
    for (; count < whole; ++count, at += distance) blocks[count] = at + stride_.definition;
    shortest = std::min(shortest, stride_.block);
  }
  for (std::uint32_t before = 0; count < whole;) {
    const std::uint32_t definition = tile_.single_ ? 0 : u32_at(at);
    const std::uint32_t length = u32_at(at + definition);
    const std::size_t stride = std::size_t{definition} + length;
    shortest = std::min(shortest, length);
    alike = alike && (count == 0 || (stride == distance && definition == before));
    distance = stride;
    blocks[count++] = at + definition;
    at += stride;
    if (std::exchange(before, definition) != definition) continue;
    // Two alike: guessing that more follow and testing the guess keeps the loads of one instance from waiting
    // for those of the instance before it.
    const auto room = static_cast<std::size_t>(object.data() + object.size() - at) / stride;
    const auto last = count + static_cast<std::uint32_t>(std::min<std::size_t>(whole - count, room));
    for (; count < last && u32_at(at) == definition && u32_at(at + definition) == length; at += stride)
      blocks[count++] = at + definition;
  }
  if (whole != most) {  // the object's last instance: its block reaches to the end
    const std::byte* const block = at + (tile_.single_ ? 0 : u32_at(at));
    blocks[count] = block;
    shortest = std::min(shortest, static_cast<std::uint32_t>(object.data() + object.size() - block));
    alike = alike && count != 0 && blocks[count - 1] + distance == block;
  }
  tile_.first_ += tile_.count_;
  tile_.start_ = next_;
  tile_.count_ = most;
  tile_.reaches_end_ = reaches_end;
  tile_.alike_ = alike ? static_cast<std::uint32_t>(distance) : 0;
  tile_.shortest_ = shortest;
  next_ = static_cast<std::uint32_t>(at - object.data());
  remaining_ -= most;
}

}  // namespace perfdata

template <>
inline constexpr bool std::ranges::enable_borrowed_range<perfdata::value_column> = true;
template <>
inline constexpr bool std::ranges::enable_view<perfdata::value_column> = true;
