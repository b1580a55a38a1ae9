#include "monitor/core/chart_export.hpp"

#include "monitor/core/local_time.hpp"
#include "monitor/core/utc_time.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <limits>
#include <utility>

#include <perfdata/recording/output_file.hpp>
#include <perfdata/recording/pdh_log.hpp>

namespace perfdata::monitor {
namespace {

using row_time = std::chrono::sys_time<hundred_ns>;

/// A log's times are whole milliseconds; points within one are of one row.
using millisecond = std::int64_t;

constexpr millisecond never = std::numeric_limits<millisecond>::max();

millisecond millisecond_of(double time) noexcept {
  return static_cast<millisecond>(std::floor(time * 1000));
}

row_time row_time_of(millisecond time) noexcept {
  return row_time(std::chrono::duration_cast<hundred_ns>(std::chrono::milliseconds(time)));
}

/// Goes through a history once, from the old to the new.
class column_cursor {
 public:
  column_cursor(const series& line, const time_range& window)
      : history_(&line.history), factor_(line.unit.factor), end_(window.end) {
    position_ = history_->first_at_or_after(window.begin);
    const auto keep_average = [&](const history_bucket& bucket) {
      const bool inside = bucket.end >= window.begin && bucket.end <= window.end;
      if (inside && bucket.values > 0) averages_.push_back({bucket.end, bucket.average()});
    };
    if (history_->size() > 0 && (*history_)[0].time > window.begin)
      history_->visit(
          window.begin, std::min(window.end, (*history_)[0].time), 0, [](std::span<const kept_point>) {},
          keep_average);
  }

  [[nodiscard]] bool averages() const noexcept { return !averages_.empty(); }

  [[nodiscard]] millisecond next() const noexcept {
    if (average_ < averages_.size()) return millisecond_of(averages_[average_].time);
    if (position_ >= history_->size() || history_->points()[position_].time > end_) return never;
    return millisecond_of(history_->points()[position_].time);
  }

  /// The value of the row at `time`, and on to the next.
  [[nodiscard]] cooked_value take(millisecond time) noexcept {
    cooked_value taken;
    while (next() == time) {
      const auto& point =
          average_ < averages_.size() ? averages_[average_++] : history_->points()[position_++];
      if (point.has_value()) taken = {point.value / factor_, cooked_status::ok};
    }
    return taken;
  }

 private:
  const series_history* history_;
  double factor_;
  double end_;
  std::vector<kept_point> averages_;
  std::size_t average_ = 0;
  std::size_t position_ = 0;
};

millisecond earliest(const std::vector<column_cursor>& cursors) noexcept {
  millisecond first = never;
  for (const auto& each : cursors) first = std::min(first, each.next());
  return first;
}

error nothing_there() {
  return {.code = errc::invalid_argument,
          .message = "there is nothing to export in what is shown",
          .advice = "chart a counter, or fit what is kept with F"};
}

}  // namespace

result<export_summary> write_chart_csv(const std::string& path, const chart_export& shown) {
  std::vector<column_cursor> cursors;
  std::vector<log_column> columns;
  export_summary summary{.columns = shown.lines.size()};
  for (const auto* line : shown.lines) {
    cursors.emplace_back(*line, shown.window);
    columns.push_back({.path = line->key.path});
    summary.averaged = summary.averaged || cursors.back().averages();
  }
  const auto first = earliest(cursors);
  if (first == never) return failure(nothing_there());
  auto file = output_file::create(path);
  if (!file) return failure(file.error());
  const auto writer = write_pdh_log(std::move(*file), pdh_format::csv, zone_at(row_time_of(first)));
  log_sample sample;
  for (auto time = first; time != never; time = earliest(cursors), ++summary.rows) {
    sample.time = row_time_of(time);
    sample.values.clear();
    for (auto& cursor : cursors) sample.values.push_back(cursor.take(time));
    if (auto written = writer->write(columns, sample); !written) return failure(written.error());
  }
  if (auto finished = writer->finish(columns); !finished) return failure(finished.error());
  return summary;
}

result<std::string> write_notes_beside(const std::string& path, std::span<const time_note> notes,
                                       const time_range& window) {
  std::string rows;
  for (const auto& note : notes) {
    if (note.time < window.begin || note.time > window.end) continue;
    std::string quoted;
    for (const char c : note.text) quoted.append(c == '"' ? 2 : 1, c);
    rows += fmt::format("\"{}\",\"{}\"\r\n", utc_time(row_time_of(millisecond_of(note.time))), quoted);
  }
  if (rows.empty()) return std::string();
  auto beside = std::filesystem::path(path).replace_extension(".notes.csv").string();
  auto file = output_file::create(beside);
  if (!file) return failure(file.error());
  (*file)->text() += "\"time\",\"note\"\r\n" + rows;
  if (auto written = (*file)->flush(); !written) return failure(written.error());
  return beside;
}

}  // namespace perfdata::monitor
