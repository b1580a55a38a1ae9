// The order in which object_type::for_each_value reads: what makes it quick. Internal to the view layer.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include <perfdata/base/bytes.hpp>
#include <perfdata/view/counter_definition.hpp>
#include <perfdata/view/instance_definition.hpp>
#include <perfdata/view/instance_tile.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {

/// An object's instances, read counter by counter: 64 at a time, so that their bytes stay in the nearest
/// cache, or four, whose places stay in registers, where there are few. Everything is inlined into the
/// caller, whose sink can then keep in registers what it adds up. Single use; must not outlive the bytes.
class value_walk {
 public:
  /// `object` from its start to its end; its `count` instances start at `start`, and every length among them
  /// was proved by data_block::parse.
  value_walk(byte_view object, std::uint32_t start, std::uint32_t count, bool single,
             instance_stride stride) noexcept
      : at_(object.data() + start),
        end_(object.data() + object.size()),
        remaining_(count),
        single_(single),
        stride_(stride) {}

  /// sink(counter, instance, value) for every value that is here. `plain`: data_block::parse proved that the
  /// definitions have 40 bytes each, and that each value has four or eight and lies in its counter block.
  template <class Sink>
  [[gnu::always_inline]] inline void read(const counter_range& counters, bool plain, Sink& sink) {
    const std::uint64_t reach = plain ? 0 : reach_of(counters);
    const plain_counters usual(counters);
    if (stride_.definition != 0 && reach <= stride_.block) read_equal(usual, sink);
    while (remaining_ != 0) {
      const std::uint32_t count = list_instances();
      if (reach > shortest_) [[unlikely]]
        read_one_by_one(counters, count, sink);
      else if (count > few)
        read_columns(usual, listed_instances{listed_.data()}, count, sink);
      else
        read_groups(usual, count, sink);
    }
  }

 private:
  static constexpr std::uint32_t capacity = 64;
  static constexpr std::uint32_t few = 10;

  // The same counters where their definitions are known to have 40 bytes: none's place depends on another.
  class plain_counters {
    static constexpr std::size_t length = sizeof(wire::perf_counter_definition);

   public:
    class iterator {
     public:
      explicit iterator(byte_view rest, std::uint32_t position) noexcept : rest_(rest), position_(position) {}
      [[nodiscard]] counter_definition operator*() const noexcept {
        return {rest_, position_, static_cast<std::uint32_t>(rest_.size() / length) - 1};
      }
      iterator& operator++() noexcept {
        rest_ = rest_.subspan(length);
        ++position_;
        return *this;
      }
      friend bool operator==(const iterator& a, std::default_sentinel_t) noexcept { return a.rest_.empty(); }

     private:
      byte_view rest_;
      std::uint32_t position_;
    };
    explicit plain_counters(const counter_range& counters) noexcept
        : definitions_(counters.definitions_.first(std::size_t{counters.count_} * length)) {}
    [[nodiscard]] iterator begin() const noexcept { return iterator(definitions_, 0); }
    [[nodiscard]] static std::default_sentinel_t end() noexcept { return {}; }

   private:
    byte_view definitions_;
  };

  struct place {
    const std::byte* start;
    const std::byte* block;
    const std::byte* end;
  };

  // One counter's values in instances that were listed, and in such as are at equal distances.
  struct listed_column {
    const place* first;
    std::uint32_t offset;

    [[nodiscard]] const std::byte* value(std::size_t i) const noexcept { return first[i].block + offset; }
    [[nodiscard]] instance_definition instance(std::size_t i) const noexcept {
      return {{first[i].start, first[i].block}, {first[i].block, first[i].end}};
    }
    void skip(std::size_t count) noexcept { first += count; }
  };

  struct equal_column {
    const std::byte* first;
    std::size_t step;
    std::uint32_t offset;
    instance_stride stride;

    [[nodiscard]] const std::byte* value(std::size_t i) const noexcept { return first + i * step; }
    [[nodiscard]] instance_definition instance(std::size_t i) const noexcept {
      const std::byte* const block = value(i) - offset;
      return {{block - stride.definition, stride.definition}, {block, stride.block}};
    }
    void skip(std::size_t count) noexcept { first += count * step; }
  };

  struct listed_instances {
    const place* first;
    [[nodiscard]] listed_column column(std::uint32_t offset) const noexcept { return {first, offset}; }
  };

  struct equal_instances {
    const std::byte* first;  // counter block
    instance_stride stride;
    [[nodiscard]] std::size_t step() const noexcept { return std::size_t{stride.definition} + stride.block; }
    [[nodiscard]] equal_column column(std::uint32_t offset) const noexcept {
      return {first + offset, step(), offset, stride};
    }
  };

  // All instances but the last.
  template <class Sink>
  [[gnu::always_inline]] inline void read_equal(const plain_counters& counters, Sink& sink) {
    equal_instances next{at_ + stride_.definition, stride_};
    while (remaining_ > 1) {
      const std::uint32_t count = std::min(remaining_ - 1, capacity);
      read_columns(counters, next, count, sink);
      next.first += count * next.step();
      remaining_ -= count;
    }
    at_ = next.first - stride_.definition;
  }

  // Where the furthest value ends when definitions and values have the usual lengths, else beyond every
  // block.
  static std::uint64_t reach_of(const counter_range& counters) noexcept {
    if (!counters.tight()) return ~std::uint64_t{0};
    std::uint32_t unusual = 0;
    std::uint64_t reach = 0;
    for (const counter_definition counter : plain_counters(counters)) {
      unusual |= (counter.size() - 4) & ~std::uint32_t{4};  // 0 for 4 and 8
      reach = std::max(reach, std::uint64_t{counter.offset()} + counter.size());
    }
    return unusual == 0 ? reach : ~std::uint64_t{0};
  }

  template <class Instances, class Sink>
  [[gnu::always_inline]] static inline void read_columns(const plain_counters& counters, Instances instances,
                                                         std::uint32_t count, Sink& sink) {
    for (const counter_definition counter : counters) {
      if (counter.size() == sizeof(wire::u64))
        read_column<wire::u64>(counter, instances.column(counter.offset()), count, sink);
      else
        read_column<wire::u32>(counter, instances.column(counter.offset()), count, sink);
    }
  }

  // The compiler must not unroll these loops further: that costs more to decode than it saves.
  template <class Field, class Column, class Sink>
  [[gnu::always_inline]] static inline void read_column(const counter_definition& counter, Column column,
                                                        std::uint32_t count, Sink& sink) {
#pragma GCC unroll 1
    for (; count >= 4; count -= 4) {
      read_value<Field>(counter, column, 0, sink);
      read_value<Field>(counter, column, 1, sink);
      read_value<Field>(counter, column, 2, sink);
      read_value<Field>(counter, column, 3, sink);
      column.skip(4);
    }
#pragma GCC unroll 1
    for (; count != 0; --count) {
      read_value<Field>(counter, column, 0, sink);
      column.skip(1);
    }
  }

  template <class Sink>
  [[gnu::always_inline]] inline void read_groups(const plain_counters& counters, std::uint32_t count,
                                                 Sink& sink) {
    const place* first = listed_.data();
#pragma GCC unroll 1
    for (; count >= 4; count -= 4, first += 4) read_group<4>(counters, first, sink);
    if (count == 3) read_group<3>(counters, first, sink);
    if (count == 2) read_group<2>(counters, first, sink);
    if (count == 1) read_group<1>(counters, first, sink);
  }

  template <std::uint32_t Count, class Sink>
  [[gnu::always_inline]] static inline void read_group(const plain_counters& counters, const place* first,
                                                       Sink& sink) {
    std::array<place, Count> group;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled right below
    std::copy_n(first, Count, group.begin());
    for (const counter_definition counter : counters) {
      const listed_column column{group.data(), counter.offset()};
      if (counter.size() == sizeof(wire::u64)) {
#pragma GCC unroll 4
        for (std::uint32_t i = 0; i < Count; ++i) read_value<wire::u64>(counter, column, i, sink);
      } else {
#pragma GCC unroll 4
        for (std::uint32_t i = 0; i < Count; ++i) read_value<wire::u32>(counter, column, i, sink);
      }
    }
  }

  template <class Field, class Column, class Sink>
  [[gnu::always_inline]] static inline void read_value(const counter_definition& counter,
                                                       const Column& column, std::size_t i, Sink& sink) {
    const byte_view bytes(column.value(i), sizeof(Field));
    sink(counter, column.instance(i), std::uint64_t{wire::overlay<Field>(bytes).value()});
  }

  // For counters of other sizes, or that are not in every counter block.
  template <class Sink>
  [[gnu::always_inline]] inline void read_one_by_one(const counter_range& counters, std::uint32_t count,
                                                     Sink& sink) {
    for (const counter_definition counter : counters) {
      const listed_column column{listed_.data(), 0};
      for (std::uint32_t i = 0; i < count; ++i) {
        const instance_definition instance = column.instance(i);
        if (const auto value = instance.value(counter)) sink(counter, instance, *value);
      }
    }
  }

  // Finds up to 64 instances and returns how many. Where all counter blocks have one length, as usual, the
  // search does not wait for these to arrive.
  std::uint32_t list_instances() noexcept {
    const std::uint32_t count = std::min(remaining_, capacity);
    const std::uint32_t whole = count == remaining_ ? count - 1 : count;
    shortest_ = static_cast<std::uint32_t>(end_ - at_);
    if (stride_.block != 0)
      list_whole(whole, [length = stride_.block](const std::byte*) { return length; });
    else
      list_whole(whole, u32_at);
    if (whole != count) {  // the object's last instance, whose block reaches to the end
      const std::byte* const block = at_ + (single_ ? 0 : u32_at(at_));
      listed_[whole] = {at_, block, end_};
      shortest_ = std::min(shortest_, static_cast<std::uint32_t>(end_ - block));
    }
    remaining_ -= count;
    return count;
  }

  template <class Length>
  void list_whole(std::uint32_t count, Length length_of) noexcept {
    const std::byte* at = at_;
    std::uint32_t shortest = shortest_;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::byte* const block = at + u32_at(at);
      const std::uint32_t length = length_of(block);
      listed_[i] = {at, block, block + length};
      shortest = std::min(shortest, length);
      at = block + length;
    }
    at_ = at;
    shortest_ = shortest;
  }

  static std::uint32_t u32_at(const std::byte* from) noexcept {
    return wire::overlay<wire::u32>(byte_view(from, sizeof(wire::u32))).value();
  }

  const std::byte* at_;  // the next instance
  const std::byte* end_;
  std::uint32_t remaining_;
  std::uint32_t shortest_ = 0;  // bytes that every listed counter block has
  bool single_;                 // an object without instances
  instance_stride stride_;
  std::array<place, capacity>
      listed_;  // NOLINT(cppcoreguidelines-pro-type-member-init): as many as were found
};

}  // namespace perfdata
