// PERF_DATA_BLOCK: validated once, then walked without a further test.
//
//   auto block = perfdata::data_block::parse(bytes);  // bytes must outlive it and everything taken from it
//   if (!block) return block.error();                 // code, record and offset
//   for (auto object : block->objects())              // nothing below can fail
//     object.for_each_value([&](auto counter, auto instance, std::uint64_t value) {
//       use(counter.title_index(), instance.name(), value);
//     });
//
// object.instances() and object.counters() are ranges, for who wants an order or what has no value.
#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/lifetime.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/base/utf16.hpp>
#include <perfdata/view/defect.hpp>
#include <perfdata/view/object_type.hpp>

namespace perfdata {

class block_layout;
class object_range;

/// A parsed block. A value that refers to the bytes it was parsed from: they must outlive it, and both must
/// outlive every view taken from it. A sound block costs no allocation; a damaged one allocates its list of
/// defects, a big-endian one a copy of itself in little-endian order, which its views refer to.
class data_block {
 public:
  /// Proves every length, offset and count in `bytes` and sets aside what is damaged: a damaged object is
  /// skipped or kept as far as it is whole, and listed in defects(). Bytes behind the last object are allowed
  /// (providers answer in buffers that are larger than the block). Linear in the bytes, whatever they hold.
  ///
  /// Errors: errc::truncated_data for fewer than 88 bytes; errc::malformed_data without the signature "PERF"
  /// or with a HeaderLength outside the bytes.
  [[nodiscard]] static result<data_block> parse(byte_view bytes PERFDATA_LIFETIMEBOUND);
  static result<data_block> parse(byte_buffer&& bytes) = delete;  // the views would outlive it

  /// The same, for those who ask one question again and again: an object that looks as it did the time before
  /// is recognised instead of proved, in half the time, and `layout` tells which did. `layout` is brought up
  /// to date; it allocates where something changed.
  [[nodiscard]] static result<data_block> parse(byte_view bytes PERFDATA_LIFETIMEBOUND, block_layout& layout);
  static result<data_block> parse(byte_buffer&& bytes, block_layout& layout) = delete;

  /// The same, for those who need a few objects of many: only objects whose title index is among `wanted`,
  /// which ascends, are proved, in objects() and in `layout`. The others are stepped over by their lengths,
  /// which are proved; what else is wrong with them is not in defects(). Allocates a list of what it found.
  /// Costs a look at each object's header, and the objects that are wanted.
  [[nodiscard]] static result<data_block> parse(byte_view bytes PERFDATA_LIFETIMEBOUND,
                                                std::span<const std::uint32_t> wanted, block_layout& layout);
  static result<data_block> parse(byte_buffer&& bytes, std::span<const std::uint32_t> wanted,
                                  block_layout& layout) = delete;

  /// As parse(), but the first defect is an error: errc::truncated_data when bytes are missing at the end,
  /// errc::malformed_data otherwise, with the defect's words and place.
  [[nodiscard]] static result<data_block> parse_strict(byte_view bytes PERFDATA_LIFETIMEBOUND);
  static result<data_block> parse_strict(byte_buffer&& bytes) = delete;

  /// The system's name as it came, cut at its terminator.
  [[nodiscard]] utf16_view system_name() const noexcept;
  [[nodiscard]] std::uint32_t version() const noexcept { return record().version.value(); }
  [[nodiscard]] std::uint32_t revision() const noexcept { return record().revision.value(); }
  /// As stated; Samba leaves the header out, real Windows does not.
  [[nodiscard]] std::uint32_t total_byte_length() const noexcept {
    return record().total_byte_length.value();
  }
  [[nodiscard]] std::uint32_t header_length() const noexcept { return record().header_length.value(); }
  /// Title index of the object to show first; -1 for none. Need not be in the block.
  [[nodiscard]] std::int32_t default_object() const noexcept { return record().default_object.value(); }
  /// SYSTEMTIME of the collection: UTC from a live machine, local time in PDH logs. Never a time base.
  [[nodiscard]] const wire::system_time& system_time() const noexcept { return record().system_time_utc; }
  /// QueryPerformanceCounter at collection, ticks of perf_freq() a second.
  [[nodiscard]] std::int64_t perf_time() const noexcept { return record().perf_time.value(); }
  [[nodiscard]] std::int64_t perf_freq() const noexcept { return record().perf_freq.value(); }
  /// FILETIME at collection (Samba: another epoch).
  [[nodiscard]] std::int64_t perf_time_100ns() const noexcept { return record().perf_time_100ns.value(); }
  /// NumObjectTypes as stated.
  [[nodiscard]] std::uint32_t stated_objects() const noexcept { return record().num_object_types.value(); }

  /// The sound objects, of those that were wanted, in the order of the block. Iterators must not outlive this
  /// data_block.
  [[nodiscard]] object_range objects() const& noexcept PERFDATA_LIFETIMEBOUND;
  object_range objects() const&& = delete;  // the range would outlive its block
  /// The first object with this title index. O(objects).
  [[nodiscard]] std::optional<object_type> find_object(std::uint32_t title_index) const noexcept;

  /// What is wrong, in the order in which it was found; at most `max_defects`, the rest is counted.
  [[nodiscard]] std::span<const defect> defects() const& noexcept PERFDATA_LIFETIMEBOUND { return defects_; }
  std::span<const defect> defects() const&& = delete;
  [[nodiscard]] std::size_t defects_omitted() const noexcept { return defects_omitted_; }
  static constexpr std::size_t max_defects = 1000;

  /// False when the producer wrote big-endian integers and the views refer to a copy.
  [[nodiscard]] bool little_endian() const noexcept { return turned_ == nullptr; }
  /// Where the last object ends: the block's true length, whatever TotalByteLength says.
  [[nodiscard]] std::size_t extent() const noexcept { return extent_; }
  /// Everything that was handed to parse(), in little-endian order.
  [[nodiscard]] byte_view bytes() const noexcept { return bytes_; }
  [[nodiscard]] const wire::perf_data_block& record() const noexcept {
    return wire::overlay<wire::perf_data_block>(bytes_);
  }

 private:
  friend class object_range;
  friend class block_reader;
  friend class block_validator;

  // What stands for an object's own counts where these cannot be trusted. Sorted by offset, empty for a sound
  // block.
  struct correction {
    std::uint32_t offset;
    std::uint32_t size;
    std::uint32_t counters;
    std::uint32_t instances;
    bool skipped;
  };

  static constexpr std::uint32_t addressable = 0xFFFFFFFF;  // every length of the format has 32 bits

  // An object of many instances that have something in common, as threads have. Only the largest ones are
  // remembered, so that no allocation is needed; the others are walked again when somebody reads them.
  static constexpr std::uint32_t many_instances = 32;  // for remembering to be worth it
  struct alike_object {
    std::uint32_t offset = 0;
    std::uint32_t instances = 0;
    instance_stride stride{};
  };

  explicit data_block(byte_view bytes) noexcept
      : bytes_(bytes.first(std::min<std::size_t>(bytes.size(), addressable))) {}
  void remember(const alike_object& object) noexcept;
  // The object walked last is sound, its definitions have 40 bytes each, its values four or eight.
  void remember_plain() noexcept {
    const std::uint32_t position = walked_position();
    if (position < plain_.size()) plain_.set(position);
  }
  // Among objects(), of the object walked last; a wanted one is listed after its walk.
  [[nodiscard]] std::uint32_t walked_position() const noexcept {
    return chosen_ ? static_cast<std::uint32_t>(chosen_->size()) : walked_objects_ - 1;
  }
  [[nodiscard]] instance_stride stride_at(std::uint32_t offset) const noexcept;
  [[nodiscard]] const correction* find_correction(std::uint32_t offset) const noexcept;
  [[nodiscard]] bool is_skipped(std::uint32_t offset) const noexcept {
    if (corrections_.empty()) return false;
    const auto* corrected = find_correction(offset);
    return corrected != nullptr && corrected->skipped;
  }
  [[nodiscard]] object_type object_at(std::uint32_t offset, std::uint32_t position) const noexcept;
  [[nodiscard]] std::uint32_t size_at(std::uint32_t offset) const noexcept;
  [[nodiscard]] std::uint32_t listed_objects() const noexcept {
    return chosen_ ? static_cast<std::uint32_t>(chosen_->size()) : walked_objects_;
  }
  [[nodiscard]] std::uint32_t first_offset() const noexcept {
    return chosen_ && !chosen_->empty() ? chosen_->front() : header_length();
  }
  // The place of the object behind the one at `offset`, with which `remaining` are to come.
  [[nodiscard]] std::uint32_t offset_behind(std::uint32_t offset, std::uint32_t remaining) const noexcept {
    return chosen_ ? (*chosen_)[chosen_->size() - remaining] : offset + size_at(offset);
  }

  byte_view bytes_;
  std::shared_ptr<const byte_buffer> turned_;  // of a big-endian block; bytes_ refers to it
  std::uint32_t walked_objects_ = 0;           // skipped ones included
  std::size_t extent_ = 0;
  std::optional<std::vector<std::uint32_t>> chosen_;  // offsets, where only some objects were wanted
  std::array<alike_object, 6> alike_{};
  std::bitset<256>
      plain_;  // by position among objects(); those behind are looked at when somebody reads them
  std::vector<correction> corrections_;
  std::vector<defect> defects_;
  std::size_t defects_omitted_ = 0;
};

/// A forward range of object_type values. Refers to its data_block.
class object_range {
 public:
  class iterator {
   public:
    using value_type = object_type;
    using difference_type = std::ptrdiff_t;
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;

    iterator() noexcept = default;
    [[nodiscard]] object_type operator*() const noexcept {
      return block_->object_at(offset_, block_->listed_objects() - remaining_);
    }
    iterator& operator++() noexcept {
      advance();
      skip_damaged();
      return *this;
    }
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
    friend class object_range;
    explicit iterator(const data_block& block) noexcept
        : block_(&block), offset_(block.first_offset()), remaining_(block.listed_objects()) {
      skip_damaged();
    }
    void advance() noexcept {
      if (--remaining_ != 0) offset_ = block_->offset_behind(offset_, remaining_);
    }
    void skip_damaged() noexcept {
      while (remaining_ != 0 && block_->is_skipped(offset_)) advance();
    }

    const data_block* block_ = nullptr;
    std::uint32_t offset_ = 0;
    std::uint32_t remaining_ = 0;
  };

  [[nodiscard]] iterator begin() const noexcept { return iterator(*block_); }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

 private:
  friend class data_block;
  explicit object_range(const data_block& block) noexcept : block_(&block) {}
  const data_block* block_;
};

inline std::uint32_t data_block::size_at(std::uint32_t offset) const noexcept {
  if (!corrections_.empty()) [[unlikely]]
    if (const auto* corrected = find_correction(offset)) return corrected->size;
  return wire::overlay<wire::perf_object_type>(bytes_.subspan(offset)).total_byte_length.value();
}

inline object_type data_block::object_at(std::uint32_t offset, std::uint32_t position) const noexcept {
  if (!corrections_.empty()) [[unlikely]]
    if (const auto* corrected = find_correction(offset))
      return {bytes_.subspan(offset, corrected->size),
              offset,
              corrected->counters,
              corrected->instances,
              instance_stride{},
              false};
  const auto& record = wire::overlay<wire::perf_object_type>(bytes_.subspan(offset));
  const std::int32_t stated = record.num_instances.value();
  const std::uint32_t instances = stated > 0                     ? static_cast<std::uint32_t>(stated)
                                  : stated == wire::no_instances ? 1
                                                                 : 0;
  return {bytes_.subspan(offset, record.total_byte_length.value()),
          offset,
          record.num_counters.value(),
          instances,
          instances >= many_instances ? stride_at(offset) : instance_stride{},
          position < plain_.size() && plain_[position]};
}

inline object_range data_block::objects() const& noexcept {
  return object_range(*this);
}

}  // namespace perfdata
