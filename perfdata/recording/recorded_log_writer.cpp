#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <system_error>
#include <unordered_map>

#include <perfdata/base/ascii.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/names/base_names.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/recorded_log.hpp>
#include <perfdata/recording/recording_writer.hpp>

namespace perfdata {
namespace {

std::string folded(std::string_view name) {
  std::string key(name);
  std::ranges::transform(key, key.begin(), to_lower_ascii);
  return key;
}

// Indexes for names: Windows' own where it has one, beyond anybody's else.
class index_of_names {
 public:
  index_of_names() {
    for (const auto& name : base_names()) known_.emplace(folded(name.text), name.index);
  }

  std::uint32_t operator()(const std::string& name) {
    if (const auto number = to_number(name)) return *number;
    const auto [entry, is_new] = known_.try_emplace(folded(name), next_);
    if (is_new) next_ += 2;
    if (used_.emplace(entry->second, name).second) ++changes_;
    return entry->second;
  }

  [[nodiscard]] std::size_t changes() const noexcept { return changes_; }
  [[nodiscard]] byte_buffer table() const {
    title_table_builder table;
    for (const auto& [index, name] : used_) table.add(index, name);
    return table.finish();
  }

 private:
  std::unordered_map<std::string, std::uint32_t> known_;
  std::map<std::uint32_t, std::string> used_;
  std::uint32_t next_ = 1'000'000;
  std::size_t changes_ = 0;
};

// The definition that follows a counter with a base.
counter_type base_of(const counter_sample& sample) noexcept {
  if (sample.base_size == 8) return counter_type::large_raw_base;
  switch (sample.type) {
    case counter_type::sample_fraction: return counter_type::sample_base;
    case counter_type::average_timer:
    case counter_type::average_bulk: return counter_type::average_base;
    default: return counter_type::raw_base;
  }
}

// One object of one machine: its columns as a table of instances by counters.
struct object_table {
  std::string machine{};
  std::string object{};
  std::uint32_t title_index = 0;
  std::vector<std::optional<std::string>> instances{};  // none: an object without instances
  std::vector<std::string> counters{};
  std::map<std::optional<std::string>, std::size_t> row_of{};
  std::map<std::string, std::size_t> place_of{};
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> columns{};  // instance and counter
  std::optional<std::uint16_t> stream{};
  std::size_t titles_written = 0;  // names in the table that was written last
};

template <class Value>
std::size_t position_in(std::vector<Value>& list, std::map<Value, std::size_t>& known, const Value& value) {
  const auto [entry, is_new] = known.try_emplace(value, list.size());
  if (is_new) list.push_back(value);
  return entry->second;
}

class recorded_log_writer final : public counter_log_writer {
 public:
  explicit recorded_log_writer(std::unique_ptr<recording_writer> recording)
      : recording_(std::move(recording)) {}

  // So that the first title table names them all.
  bool columns_come_first() const noexcept override { return true; }

  result<void> write(std::span<const log_column> columns, const log_sample& sample) override {
    for (; seen_ < columns.size(); ++seen_) place(columns[seen_]);
    const bool has_raw =
        std::ranges::any_of(sample.raw, [](const auto& one) { return one.value.has_value(); });
    const bool has_values = std::ranges::any_of(sample.values, &cooked_value::has_value);
    if (!has_raw && has_values)
      return failure({.code = errc::invalid_argument,
                      .message = "the log holds finished numbers only; a recording needs raw values",
                      .advice = "write csv, tsv, sqlite or jsonl"});
    for (auto& table : tables_)
      if (auto written = write_object(table, columns, sample); !written) return written;
    return {};
  }

  result<void> finish(std::span<const log_column>) override { return recording_->close(); }

 private:
  void place(const log_column& column) {
    const auto path = counter_path::parse(column.path);
    if (!path) return;
    const std::string key = folded(path->machine + '\n' + path->object);
    const auto [known, is_new] = table_of_.try_emplace(key, tables_.size());
    if (is_new)
      tables_.push_back(
          {.machine = path->machine, .object = path->object, .title_index = names_(path->object)});
    object_table& table = tables_[known->second];
    std::optional<std::string> instance = path->instance;
    // The number stays part of the name: which of its namesakes are there at a moment must not change it.
    if (instance && path->index.value_or(0) != 0) *instance += fmt::format("#{}", *path->index);
    const auto row = position_in(table.instances, table.row_of, instance);
    const auto place = position_in(table.counters, table.place_of, path->counter);
    table.columns.try_emplace({row, place}, seen_);
    names_(path->counter);
  }

  result<void> write_object(object_table& table, std::span<const log_column> columns,
                            const log_sample& sample) {
    // Instances that lack a value are an object record of their own, so that none is made up.
    std::map<std::vector<bool>, std::vector<std::size_t>> alike;
    sample_clocks clocks;
    for (std::size_t row = 0; row < table.instances.size(); ++row) {
      std::vector<bool> present(table.counters.size());
      for (std::size_t place = 0; place < present.size(); ++place)
        if (const auto* raw = raw_of(table, row, place, sample)) {
          present[place] = true;
          join(clocks, raw->clocks);
        }
      if (std::ranges::find(present, true) != present.end()) alike[present].push_back(row);
    }
    if (alike.empty()) return {};
    if (clocks.perf_time_100ns == 0) clocks.perf_time_100ns = to_filetime(sample.time);
    block_builder block({.system_name = table.machine,
                         .perf_time = clocks.perf_time,
                         .perf_freq = clocks.perf_freq,
                         .perf_time_100ns = clocks.perf_time_100ns,
                         .default_object = static_cast<std::int32_t>(table.title_index)});
    for (const auto& [present, rows] : alike)
      add_object(block, table, present, rows, clocks, columns, sample);
    return write_block(table, sample, block.finish());
  }

  void add_object(block_builder& block, const object_table& table, const std::vector<bool>& present,
                  const std::vector<std::size_t>& rows, const sample_clocks& clocks,
                  std::span<const log_column> columns, const log_sample& sample) {
    auto object = block.add_object({.title_index = table.title_index,
                                    .has_instances = table.instances[rows.front()].has_value(),
                                    .perf_time = clocks.object_perf_time,
                                    .perf_freq = clocks.object_perf_freq});
    struct field {
      std::size_t place;
      counter_handle value;
      std::optional<counter_handle> base;
    };
    std::vector<field> fields;
    for (std::size_t place = 0; place < present.size(); ++place) {
      if (!present[place]) continue;
      const auto& raw = *raw_of(table, rows.front(), place, sample);
      const auto index = names_(table.counters[place]);
      const auto scale = columns[table.columns.at({rows.front(), place})].default_scale;
      field one{place,
                object.add_counter(
                    {.title_index = index, .type = raw.type, .default_scale = scale, .size = raw.size}),
                std::nullopt};
      if (raw.base_size != 0)
        one.base = object.add_counter({.title_index = index, .type = base_of(raw), .size = raw.base_size});
      fields.push_back(one);
    }
    for (const auto row : rows) {
      const auto& name = table.instances[row];
      auto instance = name ? object.add_instance(*name) : object.only_instance();
      for (const auto& [place, value, base] : fields) {
        const auto& raw = *raw_of(table, row, place, sample);
        instance.set(value, *raw.value);
        if (base) instance.set(*base, raw.base.value_or(0));
        if (raw.multiplier) instance.set_multiplier(value, *raw.multiplier);
      }
    }
  }

  result<void> write_block(object_table& table, const log_sample& sample, const byte_buffer& block) {
    if (!table.stream) {
      const auto stream =
          recording_->add_stream(table.machine, table.machine, fmt::to_string(table.title_index));
      if (!stream) return failure(stream.error());
      table.stream = *stream;
    }
    if (table.titles_written != names_.changes()) {
      const auto titles = names_.table();
      if (auto written = recording_->write_titles(*table.stream, sample.time, "Counter 009", titles);
          !written)
        return written;
      table.titles_written = names_.changes();
    }
    return recording_->write_block(*table.stream, sample.time, block);
  }

  // Only numbers of 4 or 8 bytes can be put into a block.
  static const counter_sample* raw_of(const object_table& table, std::size_t row, std::size_t place,
                                      const log_sample& sample) {
    const auto column = table.columns.find({row, place});
    if (column == table.columns.end() || column->second >= sample.raw.size()) return nullptr;
    const auto& raw = sample.raw[column->second];
    return raw.value && (raw.size == 4 || raw.size == 8) && (raw.base_size == 0 || raw.base) ? &raw : nullptr;
  }

  // PDH keeps of each counter the one clock that it needs; an object's counters were read together.
  static void join(sample_clocks& all, const sample_clocks& one) noexcept {
    const auto take = [](std::int64_t& into, std::int64_t from) {
      if (into == 0) into = from;
    };
    take(all.perf_time, one.perf_time);
    take(all.perf_freq, one.perf_freq);
    take(all.perf_time_100ns, one.perf_time_100ns);
    take(all.object_perf_time, one.object_perf_time);
    take(all.object_perf_freq, one.object_perf_freq);
  }

  std::unique_ptr<recording_writer> recording_;
  index_of_names names_;
  std::vector<object_table> tables_;
  std::unordered_map<std::string, std::size_t> table_of_;
  std::size_t seen_ = 0;
};

}  // namespace

result<std::unique_ptr<counter_log_writer>> create_recorded_log(const std::string& path) {
  const std::filesystem::path file(std::u8string(path.begin(), path.end()));
  std::error_code failed;
  if (std::filesystem::is_regular_file(file)) std::filesystem::remove(file, failed);
  if (failed)
    return failure({.code = errc::system_failure,
                    .message = fmt::format("cannot replace \"{}\": {}", path, failed.message()),
                    .advice = "check the path and its permissions"});
  auto recording = recording_writer::open(path);
  if (!recording) return failure(recording.error());
  return std::make_unique<recorded_log_writer>(std::move(*recording));
}

}  // namespace perfdata
