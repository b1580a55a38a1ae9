#include "monitor/terminal/live_table.hpp"

#include "monitor/cli/printable.hpp"
#include "monitor/core/history/history_summary.hpp"
#include "monitor/core/local_clock.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>
#include <vector>

namespace perfdata::monitor {
namespace {

constexpr std::size_t value_width = 13;
constexpr std::size_t newest_width = value_width + 6;
constexpr std::size_t least_name_width = 20;
constexpr std::size_t widest_name = 60;

std::string right(std::string_view text, std::size_t width) {
  const std::size_t used = cli::columns(text);
  return std::string(width > used ? width - used : 0, ' ') + std::string(text);
}

std::string left(std::string_view text, std::size_t width) {
  const auto shown = cli::first_columns(text, width);
  return std::string(shown) + std::string(width - cli::columns(shown), ' ');
}

std::string name_of(const series& line) {
  return cli::printable(line.newest.object + " " + line.name);
}

std::string newest_value(const series& line) {
  if (line.history.empty()) return "–";
  const auto& newest = line.history.back();
  return newest.has_value() ? format_value(newest.value, line.unit.kind)
                            : std::string(reason_for_gap(newest.status));
}

struct summary_column {
  std::string_view heading;
  double history_summary::*value;
};

constexpr summary_column least{"min", &history_summary::minimum};
constexpr summary_column average{"average", &history_summary::average};
constexpr summary_column greatest{"max", &history_summary::maximum};
constexpr std::array all_columns{least, average, greatest};
constexpr std::array without_least{average, greatest};
constexpr std::array average_only{average};

std::size_t width_of(std::span<const summary_column> columns) {
  return newest_width + columns.size() * value_width;
}

// As many as stand behind names of `name_width`.
std::span<const summary_column> columns_for(std::size_t name_width, std::size_t screen) {
  const auto fits = [&](std::span<const summary_column> columns) {
    return screen == 0 || screen >= name_width + width_of(columns);
  };
  if (fits(all_columns)) return all_columns;
  if (fits(without_least)) return without_least;
  return fits(average_only) ? std::span<const summary_column>(average_only)
                            : std::span<const summary_column>();
}

std::string table_row(const series& line, double begin, double end, std::size_t name_width,
                      std::span<const summary_column> columns) {
  const auto summary = summarize(line.history, begin, end);
  auto text = left(name_of(line), name_width) + right(newest_value(line), newest_width);
  for (const auto& column : columns)
    text +=
        right(summary.values > 0 ? format_value(summary.*column.value, line.unit.kind) : "–", value_width);
  return text;
}

void append_source(std::vector<std::string>& lines, const source_view& source) {
  const auto& newest = *source.newest;
  std::string text = fmt::format("{}: {}", source.label, to_string(newest.state));
  if (!newest.step.empty()) text += ", " + newest.step;
  if (newest.last_answer_time > 0)
    text +=
        fmt::format(", {}, {} a sample",
                    format_value(std::chrono::duration<double>(newest.latency).count(), unit_kind::seconds),
                    format_value(static_cast<double>(newest.bytes), unit_kind::bytes));
  lines.push_back(cli::printable(text));
  for (const auto& trouble : trouble_lines(source)) lines.push_back("  " + trouble);
}

std::string joined(std::vector<std::string> lines, table_size size) {
  if (size.lines > 1 && lines.size() > size.lines) {
    const std::size_t hidden = lines.size() - (size.lines - 1);
    lines.resize(size.lines - 1);
    lines.push_back(fmt::format("… and {} more lines", hidden));
  }
  std::string text;
  for (const auto& line : lines) {
    text += size.columns > 0 ? cli::first_columns(line, size.columns) : std::string_view(line);
    text += '\n';
  }
  return text;
}

}  // namespace

std::string live_table(const frame& frame, double span, table_size size) {
  std::vector<std::string> lines;
  lines.push_back(frame.newest_time > 0 ? local_clock(frame.newest_time) + "  perfdata-monitor, Ctrl-C ends"
                                        : "perfdata-monitor, Ctrl-C ends");
  for (const auto& source : frame.sources) append_source(lines, source);
  if (frame.lines.empty()) return joined(std::move(lines), size);

  std::size_t width = least_name_width;
  for (const auto& line : frame.lines) width = std::max(width, cli::columns(name_of(line)));
  width = std::min(width, widest_name);
  const auto columns = columns_for(width, size.columns);
  if (size.columns > width_of(columns) + least_name_width)
    width = std::min(width, size.columns - width_of(columns));
  lines.emplace_back();
  auto heading = left("", width) + right("last", newest_width);
  for (const auto& column : columns) heading += right(column.heading, value_width);
  lines.push_back(std::move(heading));
  for (const auto& line : frame.lines)
    lines.push_back(table_row(line, frame.newest_time - span, frame.newest_time, width, columns));
  return joined(std::move(lines), size);
}

std::vector<std::string> trouble_lines(const source_view& source) {
  const auto& newest = *source.newest;
  std::vector<std::string> lines;
  const bool trouble = newest.state == source_state::failed || newest.state == source_state::reconnecting;
  if (trouble && newest.last_error) {
    lines.push_back(cli::printable(newest.last_error->message));
    if (!newest.last_error->advice.empty())
      lines.push_back(cli::printable("try: " + newest.last_error->advice));
  }
  for (const auto& rejected : newest.rejected)
    lines.push_back(cli::printable(fmt::format("{}: {}", rejected.path.to_string(), rejected.reason)));
  return lines;
}

std::string live_lines(const frame& frame) {
  std::string text;
  for (const auto& line : frame.lines)
    if (!line.history.empty() && line.history.back().time == frame.newest_time)
      text += fmt::format("{}  {}  {}\n", local_clock(frame.newest_time), name_of(line), newest_value(line));
  return text;
}

}  // namespace perfdata::monitor
