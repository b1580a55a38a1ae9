#include "monitor/terminal/live_table.hpp"

#include "monitor/cli/printable.hpp"
#include "monitor/core/history/history_summary.hpp"
#include "monitor/core/local_clock.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace perfdata::monitor {
namespace {

constexpr std::size_t value_width = 13;
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

std::string table_row(const series& line, double begin, double end, std::size_t name_width) {
  const auto summary = summarize(line.history, begin, end);
  auto text = left(name_of(line), name_width) + right(newest_value(line), value_width + 6);
  for (const double value : {summary.minimum, summary.average, summary.maximum})
    text += right(summary.values > 0 ? format_value(value, line.unit.kind) : "–", value_width);
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
  const bool trouble = newest.state == source_state::failed || newest.state == source_state::reconnecting;
  if (trouble && newest.last_error) {
    lines.push_back(cli::printable("  " + newest.last_error->message));
    if (!newest.last_error->advice.empty())
      lines.push_back(cli::printable("  try: " + newest.last_error->advice));
  }
  for (const auto& rejected : newest.rejected)
    lines.push_back(cli::printable(fmt::format("  {}: {}", rejected.path.to_string(), rejected.reason)));
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
  const std::size_t numbers = value_width * 4 + 6;
  if (size.columns > numbers + least_name_width) width = std::min(width, size.columns - numbers);
  width = std::min(width, widest_name);
  lines.emplace_back();
  lines.push_back(left("", width) + right("last", value_width + 6) + right("min", value_width) +
                  right("average", value_width) + right("max", value_width));
  for (const auto& line : frame.lines)
    lines.push_back(table_row(line, frame.newest_time - span, frame.newest_time, width));
  return joined(std::move(lines), size);
}

std::string live_lines(const frame& frame) {
  std::string text;
  for (const auto& line : frame.lines)
    if (!line.history.empty() && line.history.back().time == frame.newest_time)
      text += fmt::format("{}  {}  {}\n", local_clock(frame.newest_time), name_of(line), newest_value(line));
  return text;
}

}  // namespace perfdata::monitor
