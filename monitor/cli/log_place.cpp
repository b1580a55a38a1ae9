#include "monitor/cli/log_place.hpp"

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/log_copy.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/row_table.hpp"
#include "monitor/cli/selection.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/counter_log_format.hpp>
#include <perfdata/recording/log_query.hpp>
#include <perfdata/recording/output_file.hpp>

namespace perfdata::cli {
namespace {

std::string display_of(const counter_path& path) {
  if (!path.instance) return {};
  return path.index.value_or(0) == 0 ? *path.instance : fmt::format("{}#{}", *path.instance, *path.index);
}

// The samples of a log as rows. The texts of a column are made once.
class rows_of_log {
 public:
  explicit rows_of_log(const counter_log_reader& log) : log_(log) {}

  [[nodiscard]] std::vector<row> take(const log_sample& sample) {
    const auto columns = log_.columns();
    while (texts_.size() < columns.size()) texts_.push_back(text_of(columns[texts_.size()]));
    older_.resize(columns.size());
    std::vector<row> rows;
    for (std::size_t i = 0; i < sample.values.size() && i < texts_.size(); ++i) {
      const bool has_raw = i < sample.raw.size() && sample.raw[i].value;
      if (!has_raw && !sample.values[i].value) {
        older_[i].value.reset();
        continue;
      }
      row shown = texts_[i];
      if (has_raw) shown.newer = sample.raw[i];
      if (older_[i].value) shown.older = older_[i];
      shown.cooked = sample.values[i];
      older_[i] = shown.newer;
      rows.push_back(std::move(shown));
    }
    return rows;
  }

 private:
  static row text_of(const log_column& column) {
    const auto path = counter_path::parse(column.path);
    row text{.path = column.path.starts_with(R"(\\)") ? column.path : R"(\\)" + column.path,
             .object = path ? path->object : std::string{},
             .instance = path ? display_of(*path) : std::string{},
             .counter = path ? path->counter : column.path,
             .default_scale = column.default_scale};
    if (column.type) text.newer.type = *column.type;
    return text;
  }

  const counter_log_reader& log_;
  std::vector<row> texts_;
  std::vector<counter_sample> older_;
};

result<std::vector<counter_path>> parse_paths(const std::vector<std::string>& texts) {
  std::vector<counter_path> paths;
  for (const auto& text : texts) {
    auto path = counter_path::parse(text);
    if (!path) return failure(path.error());
    paths.push_back(std::move(*path));
  }
  return paths;
}

std::vector<error> unmatched_of(const counter_log_reader& log, const std::vector<counter_path>& paths) {
  std::vector<error> unmatched;
  for (const auto& path : paths) {
    const bool any = std::ranges::any_of(log.columns(), [&](const log_column& column) {
      const auto known = counter_path::parse(column.path);
      return known && matches_column(path, *known);
    });
    if (!any) unmatched.push_back(matches_nothing(path.to_string()));
  }
  return unmatched;
}

// On the clock of the machine that wrote the log.
void append_lines(std::string& text, const pdh_time& time, const std::vector<row>& rows) {
  for (const auto& line : table_lines(rows))
    text += fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:03}  {}\n", time.year, time.month, time.day,
                        time.hour, time.minute, time.second, time.millisecond, line);
}

struct opened_log {
  std::unique_ptr<counter_log_reader> log{};
  std::vector<counter_path> paths{};
};

result<opened_log> open_log(const std::string& file, const std::vector<std::string>& texts, log_query query) {
  auto paths = parse_paths(texts);
  if (!paths) return failure(paths.error());
  query.paths = *paths;
  auto log = open_counter_log(file);
  if (!log) return failure(log.error());
  return opened_log{query_log(std::move(*log), std::move(query)), *std::move(paths)};
}

// From where the log stands to its end.
result<std::uint64_t> read_to_end(counter_log_reader& log, log_moment& last, log_sample& sample) {
  rows_of_log rows(log);
  for (std::uint64_t samples = 0;; ++samples) {
    const auto more = log.read(sample);
    if (!more) return failure(more.error());
    if (!*more) return samples;
    last.time = sample.time;
    last.rows = rows.take(sample);
  }
}

result<std::uint64_t> write_text(counter_log_reader& log, const std::string& output, std::uint64_t most,
                                 const interrupt& signals) {
  const auto out = output_file::create(output);
  if (!out) return failure(out.error());
  rows_of_log rows(log);
  log_sample sample;
  const std::chrono::minutes bias(log.zone().bias_minutes);
  std::uint64_t samples = 0;
  for (; samples != most && !signals.requested(); ++samples) {
    const auto more = log.read(sample);
    if (!more) return failure(more.error());
    if (!*more) break;
    append_lines((*out)->text(), to_local(sample.time, bias), rows.take(sample));
    if (auto written = (*out)->write(); !written) return failure(written.error());
  }
  if (auto flushed = (*out)->flush(); !flushed) return failure(flushed.error());
  return samples;
}

result<std::uint64_t> write_log(counter_log_reader& log, const watched_log& wanted,
                                const interrupt& signals) {
  const std::string name = wanted.output.empty() ? "-" : wanted.output;
  const auto most = wanted.most == 0 ? ~std::uint64_t{0} : wanted.most;
  if (wanted.format == watch_format::text) return write_text(log, name, most, signals);
  const auto kind = wanted.format == watch_format::tsv     ? log_format::pdh_tsv
                    : wanted.format == watch_format::jsonl ? log_format::jsonl
                                                           : log_format::pdh_csv;
  const auto writer = create_counter_log(name, kind, log.zone(), wanted.file);
  if (!writer) return failure(writer.error());
  return copy_log(log, **writer, most, signals);
}

}  // namespace

bool is_counter_log(const std::string& file) {
  const auto format = recognise_log_file(file);
  return format && *format && *format != log_format::recording;
}

result<catalog> log_catalog(const std::string& file) {
  const auto log = open_counter_log(file);
  if (!log) return failure(log.error());
  if (auto learned = (*log)->learn_columns(); !learned) return failure(learned.error());
  catalog offered;
  std::map<std::string, std::size_t> objects;
  for (const auto& column : (*log)->columns()) {
    const auto path = counter_path::parse(column.path);
    if (!path) continue;
    if (offered.machine.empty()) offered.machine = path->machine;
    const auto [place, is_new] = objects.try_emplace(path->object, offered.objects.size());
    if (is_new) offered.objects.push_back({.name = path->object});
    catalog_object& object = offered.objects[place->second];
    if (std::ranges::find(object.counters, path->counter, &catalog_counter::name) == object.counters.end())
      object.counters.push_back({.name = path->counter,
                                 .type = column.type.value_or(counter_type{}),
                                 .has_type = column.type.has_value(),
                                 .default_scale = column.default_scale});
    if (!path->instance) continue;
    object.has_instances = true;
    const auto instance = display_of(*path);
    if (std::ranges::find(object.instances, instance) == object.instances.end())
      object.instances.push_back(instance);
  }
  return offered;
}

result<log_moment> last_of_log(const std::string& file, const std::vector<std::string>& paths,
                               std::optional<std::chrono::sys_time<hundred_ns>> at) {
  auto opened = open_log(file, paths, {.end = at});
  if (!opened) return failure(opened.error());
  counter_log_reader& log = *opened->log;
  log_moment last;
  log_sample sample;
  auto from = at.value_or(std::chrono::sys_time<hundred_ns>::max());
  // Near its end first; when that is a single sample, from the one before it, which a rate needs.
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (auto there = log.seek(from); !there) return failure(there.error());
    const auto samples = read_to_end(log, last, sample);
    if (!samples) return failure(samples.error());
    if (*samples != 1) break;
    from = last.time;
  }
  last.unmatched = unmatched_of(log, opened->paths);
  report_skipped(file, log.notices());
  return last;
}

exit_code watch_log(const watched_log& wanted) {
  auto opened = open_log(wanted.file, wanted.paths, {.begin = wanted.begin, .every = wanted.every});
  if (!opened) return report(opened.error());
  counter_log_reader& log = *opened->log;
  const interrupt signals;
  const auto samples = write_log(log, wanted, signals);
  for (const auto& missing : unmatched_of(log, opened->paths)) report(wanted.file, missing);
  report_skipped(wanted.file, log.notices());
  if (!samples) return report(samples.error());
  return log.columns().empty() ? exit_code::failed : exit_code::done;
}

}  // namespace perfdata::cli
