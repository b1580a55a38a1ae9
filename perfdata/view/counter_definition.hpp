// PERF_COUNTER_DEFINITION as a view.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <ranges>

#include <perfdata/wire/counter_type.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {

/// One counter of an object. A value; must not outlive the bytes of the block. Everything is O(1) and cannot
/// fail.
class counter_definition {
 public:
  [[nodiscard]] std::uint32_t title_index() const noexcept { return record().name_title_index.value(); }
  [[nodiscard]] std::uint32_t help_index() const noexcept { return record().help_title_index.value(); }
  /// Shown value = value x 10^scale.
  [[nodiscard]] std::int32_t default_scale() const noexcept { return record().default_scale.value(); }
  [[nodiscard]] std::uint32_t detail_level() const noexcept { return record().detail_level.value(); }
  [[nodiscard]] counter_type type() const noexcept {
    return static_cast<counter_type>(record().counter_type.value());
  }
  /// Bytes of the raw value: authoritative over the size bits of the type (AVERAGE_TIMER is 8 in every real
  /// block).
  [[nodiscard]] std::uint32_t size() const noexcept { return record().counter_size.value(); }
  /// From the start of each counter block. Definitions may share one, in any order.
  [[nodiscard]] std::uint32_t offset() const noexcept { return record().counter_offset.value(); }
  /// Position among the object's definitions.
  [[nodiscard]] std::uint32_t position() const noexcept { return position_; }
  /// Whether this one only serves the definition before it.
  [[nodiscard]] bool is_base() const noexcept { return perfdata::is_base(type()); }

  /// The base that belongs to this counter: the next definition, when that is a base and this is not. Found
  /// by position, never by name: a base carries its numerator's title index.
  /// https://learn.microsoft.com/windows/win32/perfctrs/retrieving-counter-data
  [[nodiscard]] std::optional<counter_definition> base() const noexcept;

  [[nodiscard]] const wire::perf_counter_definition& record() const noexcept {
    return wire::overlay<wire::perf_counter_definition>(bytes_);
  }

  /// Bytes to the next definition: what the data states, never below the record's own 40.
  [[nodiscard]] std::uint32_t stride() const noexcept {
    // A branch, not a maximum: it is always predicted, so that the next definition need not wait for this
    // one's length to arrive.
    constexpr std::uint32_t usual = sizeof(wire::perf_counter_definition);
    const std::uint32_t length = record().byte_length.value();
    if (length <= usual) [[likely]]
      return usual;
    return length;
  }

 private:
  friend class counter_range;
  friend class value_walk;
  counter_definition(byte_view bytes, std::uint32_t position, std::uint32_t following) noexcept
      : bytes_(bytes), position_(position), following_(following) {}

  byte_view bytes_;  // from this definition to DefinitionLength
  std::uint32_t position_;
  std::uint32_t following_;  // definitions behind this one
};

/// The definitions of an object, bases included, in the order of the block. A forward range of values.
class counter_range {
 public:
  class iterator {
   public:
    using value_type = counter_definition;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;

    iterator() noexcept = default;
    [[nodiscard]] counter_definition operator*() const noexcept {
      return {first_, position_, count_ - position_ - 1};
    }
    iterator& operator++() noexcept {
      const std::uint32_t stride = tight_ ? usual_length : (**this).stride();
      if (++position_ != count_) first_ = first_.subspan(stride);  // behind the last one nothing is proved
      return *this;
    }
    iterator operator++(int) noexcept {
      auto before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) noexcept {
      return a.position_ == b.position_;
    }
    friend bool operator==(const iterator& a, std::default_sentinel_t) noexcept {
      return a.position_ == a.count_;
    }

   private:
    friend class counter_range;
    iterator(byte_view first, std::uint32_t count) noexcept
        : first_(first), count_(count), tight_(counter_range(first, count).tight()) {}

    byte_view first_;
    std::uint32_t position_ = 0;
    std::uint32_t count_ = 0;
    bool tight_ = false;
  };

  counter_range() noexcept = default;
  [[nodiscard]] iterator begin() const noexcept { return {definitions_, count_}; }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }
  [[nodiscard]] std::uint32_t size() const noexcept { return count_; }
  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  /// Whether they fit in their bytes only because none is longer than a definition's 40, as usual.
  [[nodiscard]] bool tight() const noexcept {
    return definitions_.size() == std::size_t{count_} * usual_length;
  }

 private:
  friend class object_type;
  friend class value_walk;
  static constexpr std::uint32_t usual_length = sizeof(wire::perf_counter_definition);
  counter_range(byte_view definitions, std::uint32_t count) noexcept
      : definitions_(definitions), count_(count) {}

  byte_view definitions_;  // from the first one to DefinitionLength
  std::uint32_t count_ = 0;
};

inline std::optional<counter_definition> counter_definition::base() const noexcept {
  if (following_ == 0 || is_base()) return std::nullopt;
  const counter_definition next(bytes_.subspan(stride()), position_ + 1, following_ - 1);
  return next.is_base() ? std::optional(next) : std::nullopt;
}

}  // namespace perfdata

template <>
inline constexpr bool std::ranges::enable_borrowed_range<perfdata::counter_range> = true;
template <>
inline constexpr bool std::ranges::enable_view<perfdata::counter_range> = true;
