// The order in which object_type::for_each_value reads: what makes it quick. Internal to the view layer.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include <perfdata/base/bytes.hpp>
#include <perfdata/view/counter_definition.hpp>
#include <perfdata/view/instance_definition.hpp>
#include <perfdata/view/instance_tile.hpp>
#include <perfdata/view/read_ahead.hpp>
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
    const plain_counters usual(counters);
    if (plain) [[likely]] {
      if (stride_.block != 0) read_alike(usual, sink);
      read_rest(usual, sink);
    } else {
      const std::uint64_t reach = reach_of(counters);
      while (remaining_ != 0) {
        const std::uint32_t count = list_instances();
        if (reach > shortest_)
          read_one_by_one(counters, count, sink);
        else
          read_columns(usual, listed_instances{listed_.data()}, count, sink);
      }
    }
  }

 private:
  static constexpr std::uint32_t capacity = 64;
  static constexpr std::uint32_t run = 16;
  static constexpr std::ptrdiff_t out_of_cache = 1U << 20U;  // bytes that no nearby cache holds

  // The same counters where their definitions are known to have 40 bytes: none's place depends on another.
  class plain_counters {
    static constexpr std::size_t length = sizeof(wire::perf_counter_definition);

   public:
    class iterator {
     public:
      iterator(const std::byte* at, const std::byte* end) noexcept : at_(at), end_(end) {}
      [[nodiscard]] counter_definition operator*() const noexcept {
        const byte_view rest(at_, end_);
        return {rest, position_, static_cast<std::uint32_t>(rest.size() / length) - 1};
      }
      iterator& operator++() noexcept {
        at_ += length;
        ++position_;
        return *this;
      }
      friend bool operator==(const iterator& a, std::default_sentinel_t) noexcept { return a.at_ == a.end_; }

     private:
      const std::byte* at_;  // one pointer moves, and is compared with the other
      const std::byte* end_;
      std::uint32_t position_ = 0;
    };
    explicit plain_counters(const counter_range& counters) noexcept
        : definitions_(counters.definitions_.first(std::size_t{counters.count_} * length)) {}
    [[nodiscard]] iterator begin() const noexcept {
      return {definitions_.data(), definitions_.data() + definitions_.size()};
    }
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

  // All instances but the last, whose counter blocks have one length. Out of memory fewer at a time, so that
  // bytes are asked for about as quickly as they arrive.
  template <class Sink>
  [[gnu::always_inline]] inline void read_alike(const plain_counters& counters, Sink& sink) {
    const bool is_far = end_ - at_ >= out_of_cache;
    const std::uint32_t most = is_far || stride_.definition == 0 ? run : capacity;
    std::uint32_t unequal = 0;  // how many times more to take it for granted
    while (remaining_ > 1) {
      const std::uint32_t count = std::min(remaining_ - 1, most);
      const std::uint32_t definition = stride_.definition != 0 ? stride_.definition : u32_at(at_);
      const equal_instances equal{at_ + definition, {definition, stride_.block}};
      if (is_far) read_ahead(at_, count * equal.step());
      if (unequal == 0 && stride_.definition == 0 && !are_equal(count, definition)) unequal = 4;
      if (unequal == 0) {
        read_columns(counters, equal, count, sink);
        at_ += count * equal.step();
      } else {
        at_ = read_chained(counters, at_, count, stride_.block, sink);
        --unequal;
      }
      remaining_ -= count;
    }
  }

  // Any instances, the last one included.
  template <class Sink>
  [[gnu::always_inline]] inline void read_rest(const plain_counters& counters, Sink& sink) {
    if (single_) {
      if (remaining_ != 0) read_group(counters, std::array{place{at_, at_, end_}}, sink);
      return;
    }
    const std::byte* at = at_;
    std::uint32_t left = remaining_;
#pragma GCC unroll 1
    for (; left > 4; left -= 4) at = read_chain<4>(counters, at, u32_at, sink);
    if (left == 4) read_last<4>(counters, at, sink);
    if (left == 3) read_last<3>(counters, at, sink);
    if (left == 2) read_last<2>(counters, at, sink);
    if (left == 1) read_last<1>(counters, at, sink);
  }

  // Four at a time, whose places stay in registers.
  template <class Sink>
  [[gnu::always_inline]] static inline const std::byte* read_chained(const plain_counters& counters,
                                                                     const std::byte* at, std::uint32_t count,
                                                                     std::uint32_t block, Sink& sink) {
    const auto length_of = [block](const std::byte*) { return block; };
#pragma GCC unroll 1
    for (; count >= 4; count -= 4) at = read_chain<4>(counters, at, length_of, sink);
#pragma GCC unroll 1
    for (; count != 0; --count) at = read_chain<1>(counters, at, length_of, sink);
    return at;
  }

  template <std::size_t Count, class Length, class Sink>
  [[gnu::always_inline]] static inline const std::byte* read_chain(const plain_counters& counters,
                                                                   const std::byte* at, Length length_of,
                                                                   Sink& sink) {
    const auto group = chain<Count>(at, length_of);
    read_group(counters, group, sink);
    return group.back().end;
  }

  template <std::size_t Count, class Sink>
  [[gnu::always_inline]] inline void read_last(const plain_counters& counters, const std::byte* at,
                                               Sink& sink) {
    auto group = chain<Count>(at, u32_at);
    group.back().end = end_;  // which the last block reaches to
    read_group(counters, group, sink);
  }

  template <std::size_t Count, class Length>
  [[gnu::always_inline]] static inline std::array<place, Count> chain(const std::byte* at,
                                                                      Length length_of) noexcept {
    std::array<place, Count> group;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled right below
#pragma GCC unroll 4
    for (place& one : group) {
      const std::byte* const block = at + u32_at(at);
      one = {at, block, block + length_of(block)};
      at = one.end;
    }
    return group;
  }

  // Guessed and compared, so that no instance waits for the length of the one before it.
  [[nodiscard]] bool are_equal(std::uint32_t count, std::uint32_t definition) const noexcept {
    const std::size_t step = std::size_t{definition} + stride_.block;
    if (static_cast<std::size_t>(end_ - at_) / count < step) return false;
    std::uint32_t different = 0;
    const std::byte* at = at_;
    for (std::uint32_t i = 0; i < count; ++i, at += step) different |= u32_at(at) ^ definition;
    return different == 0;
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

  template <std::size_t Count, class Sink>
  [[gnu::always_inline]] static inline void read_group(const plain_counters& counters,
                                                       const std::array<place, Count>& group, Sink& sink) {
    for (auto next = counters.begin(); next != counters.end();)
      if ((*next).size() == sizeof(wire::u64))
        read_row<wire::u64>(next, group, sink);
      else
        read_row<wire::u32>(next, group, sink);
  }

  // All counters of one width that stand side by side: in a loop without another branch what the sink adds up
  // waits for one addition only.
  template <class Field, std::size_t Count, class Sink>
  [[gnu::always_inline]] static inline void read_row(plain_counters::iterator& next,
                                                     const std::array<place, Count>& group, Sink& sink) {
    do {
      const counter_definition counter = *next;
      const listed_column column{group.data(), counter.offset()};
#pragma GCC unroll 4
      for (std::uint32_t i = 0; i < Count; ++i) read_value<Field>(counter, column, i, sink);
      ++next;
    } while (next != plain_counters::end() &&
             ((*next).size() == sizeof(wire::u64)) == (sizeof(Field) == sizeof(wire::u64)));
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
    list_whole(whole);
    if (whole != count) {  // the object's last instance, whose block reaches to the end
      const std::byte* const block = at_ + (single_ ? 0 : u32_at(at_));
      listed_[whole] = {at_, block, end_};
      shortest_ = std::min(shortest_, static_cast<std::uint32_t>(end_ - block));
    }
    remaining_ -= count;
    return count;
  }

  void list_whole(std::uint32_t count) noexcept {
    const std::byte* at = at_;
    std::uint32_t shortest = shortest_;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::byte* const block = at + u32_at(at);
      const std::uint32_t length = u32_at(block);
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
