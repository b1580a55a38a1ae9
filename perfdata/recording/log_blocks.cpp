#include <algorithm>
#include <bit>
#include <fmt/format.h>
#include <limits>

#include <perfdata/base/ascii.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/log_blocks.hpp>

namespace perfdata {
namespace {

// The definition that follows a counter with a base.
counter_type base_of(counter_type type, std::uint32_t base_size) noexcept {
  if (base_size == 8) return counter_type::large_raw_base;
  switch (type) {
    case counter_type::sample_fraction: return counter_type::sample_base;
    case counter_type::average_timer:
    case counter_type::average_bulk: return counter_type::average_base;
    default: return counter_type::raw_base;
  }
}

// PDH keeps of each counter the one clock that it needs; an object's counters were read together.
void join(sample_clocks& all, const sample_clocks& one) noexcept {
  const auto take = [](std::int64_t& into, std::int64_t from) {
    if (into == 0) into = from;
  };
  take(all.perf_time, one.perf_time);
  take(all.perf_freq, one.perf_freq);
  take(all.perf_time_100ns, one.perf_time_100ns);
  take(all.object_perf_time, one.object_perf_time);
  take(all.object_perf_freq, one.object_perf_freq);
}

counter_sample as_double(double number) noexcept {
  return {.type = counter_type::double_raw, .size = 8, .value = std::bit_cast<std::uint64_t>(number)};
}

std::string object_key(const counter_path& path) {
  std::string key = path.machine + '\n' + path.object;
  std::ranges::transform(key, key.begin(), to_lower_ascii);
  return key;
}

}  // namespace

// One sample on its way into one block.
class log_blocks::writing {
 public:
  writing(finished_numbers numbers, std::span<const log_column> columns, const log_sample& sample)
      : numbers_(numbers), columns_(columns), sample_(sample) {}

  void gather(const logged_object& object, table& all) {
    // A record's place among its namesakes is part of what tells its instances from others'.
    const std::size_t first = records_.size();
    std::map<std::vector<field>, std::size_t> known;
    for (const auto& shape : all.shapes) {
      known.emplace(shape, records_.size());
      records_.push_back({object.title_index, shape, {}, true});
    }
    bool any = false;
    for (const auto& row : all.rows) {
      instance one{.name = row.instance};
      std::vector<field> fields;
      for (const auto& cell : row.cells)
        if (auto raw = raw_of(cell.column)) {
          join(clocks_, raw->clocks);
          fields.push_back(
              {cell.counter, raw->type, raw->size, raw->base_size, columns_[cell.column].default_scale});
          one.values.push_back(*raw);
        }
      if (fields.empty()) continue;
      any = true;
      const bool has_instances = row.instance.has_value();
      const auto [place, is_new] = known.try_emplace(fields, records_.size());
      if (is_new && has_instances && all.shapes.size() < most_shapes) all.shapes.push_back(fields);
      if (is_new) records_.push_back({object.title_index, std::move(fields), {}, has_instances});
      records_[place->second].instances.push_back(std::move(one));
    }
    if (!any) records_.resize(first);
  }

  [[nodiscard]] std::optional<byte_buffer> finish(const std::string& machine) {
    if (records_.empty()) return std::nullopt;
    if (clocks_.perf_time_100ns == 0) clocks_.perf_time_100ns = to_filetime(sample_.time);
    block_builder block({.system_name = machine,
                         .perf_time = clocks_.perf_time,
                         .perf_freq = clocks_.perf_freq,
                         .perf_time_100ns = clocks_.perf_time_100ns,
                         .default_object = static_cast<std::int32_t>(records_.front().title_index)});
    for (const auto& each : records_) add(block, each);
    return block.finish();
  }

 private:
  struct instance {
    std::optional<std::string> name{};
    std::vector<counter_sample> values{};  // by field
  };
  struct record {
    std::uint32_t title_index = 0;
    std::vector<field> fields{};
    std::vector<instance> instances{};
    bool has_instances = false;
  };

  // Only numbers of 4 or 8 bytes can be put into a block.
  [[nodiscard]] std::optional<counter_sample> raw_of(std::size_t column) const {
    if (column < sample_.raw.size()) {
      const auto& raw = sample_.raw[column];
      if (raw.value && (raw.size == 4 || raw.size == 8) && (raw.base_size == 0 || raw.base)) return raw;
    }
    if (numbers_ == finished_numbers::left_out || column >= columns_.size()) return std::nullopt;
    if (column < sample_.values.size() && sample_.values[column].value)
      return as_double(*sample_.values[column].value);
    if (sample_.raw.empty()) return as_double(std::numeric_limits<double>::quiet_NaN());
    return std::nullopt;
  }

  void add(block_builder& block, const record& all) const {
    auto object = block.add_object({.title_index = all.title_index,
                                    .has_instances = all.has_instances,
                                    .perf_time = clocks_.object_perf_time,
                                    .perf_freq = clocks_.object_perf_freq});
    std::vector<std::pair<counter_handle, std::optional<counter_handle>>> handles;
    for (std::size_t i = 0; i < all.fields.size(); ++i) {
      const auto& one = all.fields[i];
      const auto value = object.add_counter({.title_index = one.counter,
                                             .type = one.type,
                                             .default_scale = one.default_scale,
                                             .size = one.size});
      std::optional<counter_handle> base;
      if (one.base_size != 0)
        base = object.add_counter(
            {.title_index = one.counter, .type = base_of(one.type, one.base_size), .size = one.base_size});
      handles.emplace_back(value, base);
    }
    for (const auto& each : all.instances) {
      auto row = each.name ? object.add_instance(*each.name) : object.only_instance();
      for (std::size_t i = 0; i < handles.size(); ++i) {
        const auto& raw = each.values[i];
        row.set(handles[i].first, *raw.value);
        if (handles[i].second) row.set(*handles[i].second, raw.base.value_or(0));
        if (raw.multiplier) row.set_multiplier(handles[i].first, *raw.multiplier);
      }
    }
  }

  finished_numbers numbers_;
  std::span<const log_column> columns_;
  const log_sample& sample_;
  sample_clocks clocks_;
  std::vector<record> records_;
};

void log_blocks::learn(std::span<const log_column> columns) {
  for (; seen_ < columns.size(); ++seen_) place(columns[seen_], seen_);
}

void log_blocks::place(const log_column& column, std::size_t position) {
  const auto path = counter_path::parse(column.path);
  if (!path) return;
  const auto [known, is_new] = table_of_.try_emplace(object_key(*path), tables_.size());
  if (is_new) {
    objects_.push_back({path->machine, path->object, names_.index_of(path->object)});
    tables_.emplace_back();
  }
  auto& into = tables_[known->second];
  std::optional<std::string> instance = path->instance;
  // The number stays part of the name: which of its namesakes are there at a moment must not change it.
  if (instance && path->index.value_or(0) != 0) *instance += fmt::format("#{}", *path->index);
  const auto [place, new_row] = into.row_of.try_emplace(instance, into.rows.size());
  if (new_row) into.rows.push_back({.instance = instance});
  const auto counter = names_.index_of(path->counter);
  const auto rank = into.rank_of.try_emplace(counter, into.rank_of.size()).first->second;
  auto& cells = into.rows[place->second].cells;
  const auto at = std::ranges::lower_bound(cells, rank, {},
                                           [&](const cell& each) { return into.rank_of.at(each.counter); });
  if (at == cells.end() || at->counter != counter) cells.insert(at, {counter, position});
}

std::optional<byte_buffer> log_blocks::block(std::span<const std::size_t> objects,
                                             std::span<const log_column> columns, const log_sample& sample) {
  if (objects.empty()) return std::nullopt;
  writing written(numbers_, columns, sample);
  for (const auto each : objects) written.gather(objects_[each], tables_[each]);
  return written.finish(objects_[objects.front()].machine);
}

}  // namespace perfdata
