#include "monitor/cli/run_text.hpp"

#include "monitor/cli/printable.hpp"
#include "monitor/run/run_values.hpp"

#include <fmt/format.h>

#include <perfdata/compare/finite_values.hpp>

namespace perfdata::cli {
namespace {

using monitor::format_value;
using monitor::unit_kind;

std::string seconds(std::chrono::duration<double> time) {
  return format_value(time.count(), unit_kind::seconds);
}

std::string bytes(double size) {
  return format_value(size, unit_kind::bytes);
}

std::string bytes(std::optional<std::uint64_t> size) {
  return size ? bytes(static_cast<double>(*size)) : "an unknown number of bytes";
}

// Lines of a path and some numbers, aligned.
class number_table {
 public:
  explicit number_table(std::vector<std::string> heading) { rows_.push_back(std::move(heading)); }
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  void append_to(std::vector<std::string>& lines) const {
    if (rows_.size() == 1) return;
    std::vector<std::size_t> widths(rows_[0].size());
    for (const auto& row : rows_)
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
    for (const auto& row : rows_) {
      std::string line = fmt::format("  {}{:{}}", row[0], "", widths[0] - columns(row[0]));
      for (std::size_t i = 1; i < row.size(); ++i)
        line += fmt::format("  {:{}}{}", "", widths[i] - columns(row[i]), row[i]);
      lines.push_back(std::move(line));
    }
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

void add_totals(const run_totals& totals, std::vector<std::string>& lines) {
  const auto busy = totals.user_time + totals.kernel_time;
  lines.push_back(fmt::format("  processor time  {} user, {} kernel", seconds(totals.user_time),
                              seconds(totals.kernel_time)));
  if (totals.elapsed.count() > 0)
    lines.back() +=
        fmt::format(": {} of one processor", format_value(100 * busy / totals.elapsed, unit_kind::percent));
  lines.push_back(totals.working_set_peak > 0
                      ? fmt::format("  working set     {} peak, {} average",
                                    bytes(static_cast<double>(totals.working_set_peak)),
                                    bytes(totals.working_set_average))
                      : "  working set     it ended before it could be seen");
  lines.push_back(fmt::format("  IO              {} read, {} written", bytes(totals.read_bytes),
                              bytes(totals.written_bytes)));
  lines.push_back(fmt::format("  page faults     {}", totals.faults));
  lines.push_back(fmt::format("  processes       {} seen", totals.processes));
}

void add_counters(const measured_run& run, std::vector<std::string>& lines) {
  number_table table({"counter", "average", "minimum", "maximum", "p95"});
  for (const auto& series : run.series) {
    std::vector<std::string> row{printable(series.path)};
    if (const auto found = summarize(series.samples))
      for (const double value : {found->average, found->minimum, found->maximum, found->p95})
        row.push_back(format_value(value * series.unit.factor, series.unit.kind));
    else
      row.insert(row.end(), 4, "-");
    table.add(std::move(row));
  }
  table.append_to(lines);
}

void add_runs(std::span<const measured_run> runs, std::vector<std::string>& lines) {
  number_table table({fmt::format("over {} runs", runs.size()), "median", "minimum", "maximum"});
  for (const auto& counter : values_of(runs, observation::run)) {
    const auto sorted = sorted_finite(counter.values);
    if (sorted.empty()) continue;
    std::vector<std::string> row{printable(counter.path)};
    for (const double value : {median_of_sorted(sorted), sorted.front(), sorted.back()})
      row.push_back(format_value(value, unit_named(counter.unit)));
    table.add(std::move(row));
  }
  table.append_to(lines);
}

}  // namespace

std::string run_line(const measured_run& run) {
  const auto& totals = run.totals;
  std::string line = fmt::format("run {}: {}, {} processor time", run.number, seconds(totals.elapsed),
                                 seconds(totals.user_time + totals.kernel_time));
  if (totals.working_set_peak > 0)
    line += fmt::format(", {} peak working set", bytes(static_cast<double>(totals.working_set_peak)));
  return line + fmt::format(", exit code {}", totals.exit_code);
}

std::vector<std::string> run_summary(const run_report& report) {
  std::vector<std::string> lines;
  if (report.runs.size() > 1) {
    add_runs(report.runs, lines);
  } else if (!report.runs.empty()) {
    const auto& run = report.runs.front();
    lines.push_back(fmt::format("perfdata: {} ran for {} and ended with exit code {}",
                                printable(report.program), seconds(run.totals.elapsed),
                                run.totals.exit_code));
    add_totals(run.totals, lines);
    add_counters(run, lines);
  }
  return lines;
}

}  // namespace perfdata::cli
