// Objects as tables: a column is a counter definition with the formula that takes its raw value from a row.
// Adding a counter is adding a column. A column that Linux cannot tell for every row is left out of the
// object, because the format has no way to say "no value" and a zero would be a lie.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <vector>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/linux/field_cursor.hpp>
#include <perfdata/linux/machine_clock.hpp>

namespace perfdata::procfs {

/// What the `_Total` row holds; the rules that real Windows blocks obey.
enum class total_rule : std::uint8_t {
  sum,          ///< of the other rows, modulo the counter's size
  average,      ///< floor of the average: percentages of processors and disks, and their time stamps
  zero,         ///< identifiers and priorities
  object_time,  ///< the object's PerfTime, so that an elapsed time is 0
};

/// In the order in which tables are written: a table has a few dozen of them, so padding is no matter.
template <class Row>
struct column {  // NOLINT(clang-analyzer-optin.performance.Padding)
  counter_spec spec{};
  reading (*value)(const Row&) = nullptr;
  total_rule total = total_rule::sum;
};

/// A definition in the order in which facts about real blocks list it.
[[nodiscard]] constexpr counter_spec counter(std::uint32_t title, std::uint32_t help, std::int32_t scale,
                                             std::uint32_t detail, counter_type type) noexcept {
  return {
      .title_index = title, .help_index = help, .type = type, .default_scale = scale, .detail_level = detail};
}

/// What an object is beside its columns.
struct object_identity {
  std::uint32_t title_index = 0;
  std::uint32_t help_index = 0;
  std::uint32_t default_title = 0;  ///< the default counter's title index
  bool has_instances = true;
  bool own_clock = false;  ///< PerfTime and PerfFreq are filled: for elapsed times
};

/// The columns of one object that can be told for all of `rows`. A value; must not outlive columns and rows.
template <class Row>
class object_table {
 public:
  object_table(std::initializer_list<std::span<const column<Row>>> groups, std::span<const Row> rows)
      : rows_(rows) {
    for (const auto group : groups) take_told(group);
  }

  /// No column can be told: there is nothing to show.
  [[nodiscard]] bool empty() const noexcept { return columns_.empty(); }

  /// Adds the object with its definitions.
  object_builder add_to(block_builder& block, const object_identity& identity, const clock_reading& clock) {
    own_time_ = static_cast<std::uint64_t>(clock.filetime);
    auto object = block.add_object({.title_index = identity.title_index,
                                    .help_index = identity.help_index,
                                    .detail_level = detail_level(),
                                    .default_counter = position_of(identity.default_title),
                                    .has_instances = identity.has_instances,
                                    .perf_time = identity.own_clock ? clock.filetime : 0,
                                    .perf_freq = identity.own_clock ? perf_frequency : 0});
    define(object);
    return object;
  }

  void fill(instance_builder instance, const Row& row) const {
    for (const auto& told : columns_) instance.set(told.handle, told.from->value(row).value_or(0));
  }

  void fill_total(instance_builder instance) const {
    for (const auto& told : columns_) instance.set(told.handle, total(*told.from));
  }

 private:
  struct told_column {
    const column<Row>* from;
    counter_handle handle;
  };

  [[nodiscard]] bool is_told(const column<Row>& candidate) const {
    return std::all_of(rows_.begin(), rows_.end(),
                       [&](const Row& row) { return candidate.value(row).has_value(); });
  }

  // A numerator and the base behind it are only of use together.
  void take_told(std::span<const column<Row>> group) {
    for (std::size_t i = 0; i < group.size();) {
      const std::size_t size = i + 1 < group.size() && is_base(group[i + 1].spec.type) ? 2 : 1;
      const auto pair = group.subspan(i, size);
      if (std::all_of(pair.begin(), pair.end(), [&](const auto& candidate) { return is_told(candidate); }))
        for (const auto& candidate : pair) columns_.push_back({&candidate, {}});
      i += size;
    }
  }

  // Real objects have the minimum over their counters.
  [[nodiscard]] std::uint32_t detail_level() const noexcept {
    std::uint32_t least = 400;
    for (const auto& told : columns_) least = std::min(least, told.from->spec.detail_level);
    return least;
  }

  [[nodiscard]] std::int32_t position_of(std::uint32_t title) const noexcept {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      if (columns_[i].from->spec.title_index == title) return static_cast<std::int32_t>(i);
    return columns_.empty() ? -1 : 0;
  }

  void define(object_builder& object) {
    std::int32_t time_stamp = -1;  // all precision timers of a row have one, at one offset
    for (auto& told : columns_) {
      auto spec = told.from->spec;
      const bool is_time_stamp = spec.type == counter_type::large_raw_base;
      if (is_time_stamp) spec.share_offset_with = time_stamp;
      told.handle = object.add_counter(spec);
      if (is_time_stamp && time_stamp < 0) time_stamp = static_cast<std::int32_t>(told.handle);
    }
  }

  [[nodiscard]] std::uint64_t total(const column<Row>& of) const {
    switch (of.total) {
      case total_rule::zero: return 0;
      case total_rule::object_time: return own_time_;
      case total_rule::average: return average(of);
      case total_rule::sum: break;
    }
    std::uint64_t sum = 0;
    for (const auto& row : rows_) sum += of.value(row).value_or(0);
    return sum;
  }

  // Time stamps are large enough for the sum of some hundred to pass 64 bits.
  [[nodiscard]] std::uint64_t average(const column<Row>& of) const {
    const auto count = static_cast<std::uint64_t>(rows_.size());
    if (count == 0) return 0;
    std::uint64_t whole = 0;
    std::uint64_t parts = 0;
    for (const auto& row : rows_) {
      const auto value = of.value(row).value_or(0);
      whole += value / count;
      parts += value % count;
    }
    return whole + parts / count;
  }

  std::span<const Row> rows_;
  std::vector<told_column> columns_{};
  std::uint64_t own_time_ = 0;
};

/// An object without instances; left out when nothing of it can be told.
template <class Row>
void add_single(block_builder& block, const object_identity& identity, const clock_reading& clock,
                std::span<const column<Row>> columns, const Row& row) {
  object_table<Row> table({columns}, std::span(&row, 1));
  if (table.empty()) return;
  auto object = table.add_to(block, identity, clock);
  table.fill(object.only_instance(), row);
}

}  // namespace perfdata::procfs
