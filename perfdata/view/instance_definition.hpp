// PERF_INSTANCE_DEFINITION with its PERF_COUNTER_BLOCK as one view: an instance and its raw values.
#pragma once

#include <cstdint>
#include <iterator>
#include <optional>
#include <ranges>

#include <perfdata/base/utf16.hpp>
#include <perfdata/view/counter_definition.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>
#include <perfdata/wire/value_number.hpp>

namespace perfdata {

/// One instance, or the nameless only one of an object without instances. A value; must not outlive the bytes
/// of the block. Nothing here can fail: what the bytes do not hold is an empty name or no value.
class instance_definition {
 public:
  /// False for the one counter block of an object without instances (PERF_NO_INSTANCES).
  [[nodiscard]] bool has_definition() const noexcept { return !definition_.empty(); }

  /// UTF-16LE up to the terminator; empty when there is none. Meaningful when the object's code_page() is 0.
  [[nodiscard]] utf16_view name() const noexcept { return utf16_view(name_bytes()).until_nul(); }

  /// The name's bytes as stated, terminator and all: for code pages, and for people who look for garbage.
  [[nodiscard]] byte_view name_bytes() const noexcept;

  /// Title index of the parent's object; 0 without a parent.
  [[nodiscard]] std::uint32_t parent_object() const noexcept {
    return has_definition() ? record().parent_object_title_index.value() : 0;
  }
  /// Position of the parent among that object's instances in the same block. Not proved to exist.
  [[nodiscard]] std::uint32_t parent_instance() const noexcept {
    return has_definition() ? record().parent_object_instance.value() : 0;
  }
  /// wire::no_unique_id (-1) when the name identifies the instance.
  [[nodiscard]] std::int32_t unique_id() const noexcept {
    return has_definition() ? record().unique_id.value() : wire::no_unique_id;
  }

  /// The raw value of a counter of the same object, zero-extended. None unless its CounterSize is 1, 2, 4 or
  /// 8 and all its bytes are this instance's. O(1).
  [[nodiscard]] std::optional<std::uint64_t> value(const counter_definition& counter) const noexcept;

  /// The CounterSize bytes of a counter, whatever they are (text, hex); empty when not all of them are here.
  /// O(1).
  [[nodiscard]] byte_view value_bytes(const counter_definition& counter) const noexcept {
    return fits(counter.offset(), counter.size(), values_.size())
               ? values_.subspan(counter.offset(), counter.size())
               : byte_view{};
  }

  /// The DWORD right behind the 8-byte value of a PERF_MULTI_COUNTER.
  [[nodiscard]] std::optional<std::uint32_t> multiplier(const counter_definition& counter) const noexcept;

  /// The counter block: its own ByteLength first, then what the definitions point at. For the last instance
  /// of an object it reaches to the object's end, because Windows XP states too short a block there.
  [[nodiscard]] byte_view counter_block() const noexcept { return values_; }

 private:
  friend class instance_range;
  friend class instance_tile;
  friend class value_walk;
  instance_definition(byte_view definition, byte_view values) noexcept
      : definition_(definition), values_(values) {}
  [[nodiscard]] const wire::perf_instance_definition& record() const noexcept {
    return wire::overlay<wire::perf_instance_definition>(definition_);
  }

  byte_view definition_;  // ByteLength bytes; empty without a definition
  byte_view values_;
};

/// The instances of an object in the order of the block. A forward range of values.
class instance_range {
 public:
  class iterator {
   public:
    using value_type = instance_definition;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;

    iterator() noexcept = default;
    [[nodiscard]] instance_definition operator*() const noexcept;
    iterator& operator++() noexcept;
    iterator operator++(int) noexcept {
      auto before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept {
      return a.remaining_ == b.remaining_;
    }
    friend bool operator==(const iterator& a, std::default_sentinel_t) noexcept { return a.remaining_ == 0; }

   private:
    friend class instance_range;
    iterator(byte_view rest, std::uint32_t remaining, bool single) noexcept
        : rest_(rest), remaining_(remaining), single_(single) {}
    byte_view rest_;  // from this instance to the object's end
    std::uint32_t remaining_ = 0;
    bool single_ = false;
  };

  instance_range() noexcept = default;
  [[nodiscard]] iterator begin() const noexcept { return {instances_, count_, single_}; }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }
  [[nodiscard]] std::uint32_t size() const noexcept { return count_; }
  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }

 private:
  friend class object_type;
  instance_range(byte_view instances, std::uint32_t count, bool single) noexcept
      : instances_(instances), count_(count), single_(single) {}

  byte_view instances_;
  std::uint32_t count_ = 0;
  bool single_ = false;
};

inline byte_view instance_definition::name_bytes() const noexcept {
  if (!has_definition()) return {};
  const std::uint32_t offset = record().name_offset.value();
  const std::uint32_t length = record().name_length.value();
  return fits(offset, length, definition_.size()) ? definition_.subspan(offset, length) : byte_view{};
}

inline std::optional<std::uint64_t> instance_definition::value(
    const counter_definition& counter) const noexcept {
  return wire::value_number(value_bytes(counter));
}

inline std::optional<std::uint32_t> instance_definition::multiplier(
    const counter_definition& counter) const noexcept {
  const std::uint64_t offset = std::uint64_t{counter.offset()} + counter.size();
  if (!is_multi(counter.type()) || !fits(offset, 4, values_.size())) return std::nullopt;
  return wire::overlay<wire::u32>(values_.subspan(offset)).value();
}

inline instance_definition instance_range::iterator::operator*() const noexcept {
  if (single_) return {byte_view{}, rest_};
  const auto length = wire::overlay<wire::perf_instance_definition>(rest_).byte_length.value();
  const byte_view block = rest_.subspan(length);
  if (remaining_ == 1) return {rest_.first(length), block};
  return {rest_.first(length),
          block.first(wire::overlay<wire::perf_counter_block>(block).byte_length.value())};
}

inline instance_range::iterator& instance_range::iterator::operator++() noexcept {
  if (--remaining_ != 0) {  // behind the last one nothing is proved
    rest_ = rest_.subspan(wire::overlay<wire::perf_instance_definition>(rest_).byte_length.value());
    rest_ = rest_.subspan(wire::overlay<wire::perf_counter_block>(rest_).byte_length.value());
  }
  return *this;
}

}  // namespace perfdata

template <>
inline constexpr bool std::ranges::enable_borrowed_range<perfdata::instance_range> = true;
template <>
inline constexpr bool std::ranges::enable_view<perfdata::instance_range> = true;
