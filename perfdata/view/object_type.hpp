// PERF_OBJECT_TYPE as a view: its definitions and its instances.
#pragma once

#include <cstdint>
#include <optional>

#include <perfdata/view/counter_definition.hpp>
#include <perfdata/view/instance_definition.hpp>
#include <perfdata/view/instance_tile.hpp>
#include <perfdata/view/value_walk.hpp>
#include <perfdata/wire/overlay.hpp>
#include <perfdata/wire/records.hpp>

namespace perfdata {

/// One object of a block. A value; must not outlive the bytes of the block. Nothing here can fail.
class object_type {
 public:
  [[nodiscard]] std::uint32_t title_index() const noexcept { return record().name_title_index.value(); }
  [[nodiscard]] std::uint32_t help_index() const noexcept { return record().help_title_index.value(); }
  [[nodiscard]] std::uint32_t detail_level() const noexcept { return record().detail_level.value(); }
  /// Position of the definition to show first, -1 for none. (The documentation says title index; real blocks
  /// a position.)
  [[nodiscard]] std::int32_t default_counter() const noexcept { return record().default_counter.value(); }
  /// 0: instance names are UTF-16; else a Windows code page.
  [[nodiscard]] std::uint32_t code_page() const noexcept { return record().code_page.value(); }
  /// The object's own clock in its ticks, 0 when it has none. Elapsed times and OBJ_TIME types use it.
  [[nodiscard]] std::int64_t perf_time() const noexcept { return record().perf_time.value(); }
  [[nodiscard]] std::int64_t perf_freq() const noexcept { return record().perf_freq.value(); }

  /// NumInstances as it came: a count, or wire::no_instances, or one of the metadata values.
  [[nodiscard]] std::int32_t stated_instances() const noexcept { return record().num_instances.value(); }
  /// Whether instances have names, be there any now or not.
  [[nodiscard]] bool has_instances() const noexcept {
    return stated_instances() != wire::no_instances && stated_instances() != wire::metadata_no_instances;
  }
  /// Whether the block tells what could be counted but holds no values (a Metadata query).
  [[nodiscard]] bool is_metadata_only() const noexcept {
    return stated_instances() == wire::metadata_multiple_instances ||
           stated_instances() == wire::metadata_no_instances;
  }

  /// Every definition, bases included.
  [[nodiscard]] counter_range counters() const noexcept;
  /// Every instance that is here whole; one without a definition for an object that has no instances.
  [[nodiscard]] instance_range instances() const noexcept;
  /// sink(counter, instance, value) for every value, bases' included, in the order that is quickest; value is
  /// a std::uint64_t, zero-extended, as instance.value(counter) tells it, and where that tells none, sink is
  /// not called. Takes the sink and gives it back, as std::for_each does. O(counters x instances).
  template <class Sink>
  [[gnu::always_inline]] Sink for_each_value(Sink sink) const;
  /// The same instances, up to 64 at a time: the quick way to all values of one counter or of some.
  [[nodiscard]] tile_range tiles() const noexcept;
  /// The first definition with this title index that is no base. O(counters).
  [[nodiscard]] std::optional<counter_definition> find_counter(std::uint32_t title_index) const noexcept;

  /// From the start of the block.
  [[nodiscard]] std::uint32_t offset() const noexcept { return offset_; }
  /// The object's bytes: TotalByteLength of them, fewer when it was cut.
  [[nodiscard]] byte_view bytes() const noexcept { return bytes_; }
  /// From the first of instances() on.
  [[nodiscard]] byte_view instance_bytes() const noexcept { return bytes_.subspan(instances_at_); }
  [[nodiscard]] const wire::perf_object_type& record() const noexcept {
    return wire::overlay<wire::perf_object_type>(bytes_);
  }

  /// The lengths that all instances but the last share, for those who walk them; zeros where they differ.
  [[nodiscard]] instance_stride stride() const noexcept { return stride_; }

 private:
  friend class data_block;
  friend class object_layout;
  friend class block_reader;
  object_type(byte_view bytes, std::uint32_t offset, std::uint32_t counters, std::uint32_t instances,
              instance_stride stride, bool plain) noexcept
      : bytes_(bytes),
        offset_(offset),
        counters_(counters),
        instances_at_(record().definition_length.value()),
        instances_(instances),
        stride_(stride),
        plain_(plain) {}

  byte_view bytes_;
  std::uint32_t offset_;
  std::uint32_t counters_;      // that were proved
  std::uint32_t instances_at_;  // where the first of them starts
  std::uint32_t instances_;     // that were proved; 1 for the single counter block
  instance_stride stride_;      // of all instances but the last, where that was found out
  bool plain_;                  // definitions have 40 bytes each, values four or eight, and all are here
};

inline counter_range object_type::counters() const noexcept {
  return {bytes_.first(record().definition_length.value()).subspan(record().header_length.value()),
          counters_};
}

inline instance_range object_type::instances() const noexcept {
  return {instance_bytes(), instances_, !has_instances()};
}

inline tile_range object_type::tiles() const noexcept {
  return {bytes_, instances_at_, instances_, !has_instances(), stride_};
}

template <class Sink>
inline Sink object_type::for_each_value(Sink sink) const {
  value_walk(bytes_, instances_at_, instances_, !has_instances(), stride_).read(counters(), plain_, sink);
  return sink;
}

inline std::optional<counter_definition> object_type::find_counter(std::uint32_t title_index) const noexcept {
  for (const counter_definition counter : counters())
    if (counter.title_index() == title_index && !counter.is_base()) return counter;
  return std::nullopt;
}

}  // namespace perfdata
