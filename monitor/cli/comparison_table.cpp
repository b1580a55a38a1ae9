#include "monitor/cli/comparison_table.hpp"

#include "monitor/cli/printable.hpp"
#include "monitor/run/run_report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace perfdata::cli {
namespace {

using monitor::format_value;

constexpr std::size_t column_count = 7;
using cells = std::array<std::string, column_count>;

const cells heading{"counter", "base", "new", "change", "95 % sure between", "p", "effect"};

std::string signed_value(double value, monitor::unit_kind unit) {
  return (value < 0 ? "-" : "+") + format_value(std::abs(value), unit);
}

std::string change_cell(const counter_change& change) {
  return change.relative ? fmt::format("{:+.1f} %", *change.relative * 100) : "from 0";
}

std::string interval_cell(const counter_change& change, monitor::unit_kind unit) {
  if (!change.shift) return "-";
  return fmt::format("{} … {}", signed_value(change.shift->low, unit),
                     signed_value(change.shift->high, unit));
}

std::string p_cell(const counter_change& change) {
  if (change.verdict == change_verdict::too_few_values) return "too few";
  return change.adjusted_p < 0.0001 ? "<0.0001" : fmt::format("{:.4f}", change.adjusted_p);
}

std::string effect_cell(const counter_change& change) {
  if (change.verdict == change_verdict::too_few_values) return "-";
  return fmt::format("{} ({:+.2f})", to_string(magnitude_of(change.delta)), change.delta);
}

cells cells_of(const counter_change& change) {
  const auto unit = unit_named(change.unit);
  return {printable(change.path),
          format_value(change.base_median, unit),
          format_value(change.newer_median, unit),
          change_cell(change),
          interval_cell(change, unit),
          p_cell(change),
          effect_cell(change)};
}

struct listed {
  std::vector<cells> rows{};
  std::size_t left_out = 0;
};

listed list(const comparison& found, std::size_t most) {
  listed out;
  std::size_t without_change = 0;
  for (const auto& change : found.changes) {
    if (change.verdict == change_verdict::no_change_seen && ++without_change > most)
      ++out.left_out;
    else
      out.rows.push_back(cells_of(change));
  }
  return out;
}

std::string aligned(const cells& row, const std::array<std::size_t, column_count>& widths) {
  std::string line = fmt::format("{}{:{}}", row[0], "", widths[0] - columns(row[0]));
  for (std::size_t i = 1; i < column_count; ++i)
    line += fmt::format("  {:{}}{}", "", widths[i] - columns(row[i]), row[i]);
  return line;
}

// A bar or a backtick in an instance's name would end its cell or its quotation.
std::string markdown_path(std::string_view path) {
  std::string out = "`";
  for (const char c : path)
    out += c == '|' ? std::string("\\|") : c == '`' ? std::string("'") : std::string(1, c);
  return out + "`";
}

void add_missing(std::string_view where, const std::vector<std::string>& paths,
                 std::vector<std::string>& lines) {
  for (const auto& path : paths) lines.push_back(fmt::format("only in {}: {}", where, printable(path)));
}

}  // namespace

std::vector<std::string> comparison_lines(const comparison& found, std::size_t most) {
  const auto shown = list(found, most);
  std::array<std::size_t, column_count> widths{};
  for (std::size_t i = 0; i < column_count; ++i) {
    widths[i] = columns(heading[i]);
    for (const auto& row : shown.rows) widths[i] = std::max(widths[i], columns(row[i]));
  }
  std::vector<std::string> lines;
  if (!shown.rows.empty()) lines.push_back(aligned(heading, widths));
  for (const auto& row : shown.rows) lines.push_back(aligned(row, widths));
  if (shown.left_out > 0)
    lines.push_back(fmt::format("… and {} without a change; --all lists them", shown.left_out));
  add_missing("BASE", found.only_in_base, lines);
  add_missing("NEW", found.only_in_newer, lines);
  lines.push_back(comparison_verdict(found));
  return lines;
}

std::vector<std::string> comparison_markdown(const comparison& found, std::size_t most) {
  const auto shown = list(found, most);
  std::vector<std::string> lines{"**" + comparison_verdict(found) + "**", ""};
  if (!shown.rows.empty()) {
    lines.push_back(fmt::format("| {} |", fmt::join(heading, " | ")));
    lines.emplace_back("|---|---:|---:|---:|---:|---:|---|");
  }
  for (auto row : shown.rows) {
    row[0] = markdown_path(row[0]);
    lines.push_back(fmt::format("| {} |", fmt::join(row, " | ")));
  }
  if (shown.left_out > 0)
    lines.insert(lines.end(), {"", fmt::format("… and {} without a change.", shown.left_out)});
  std::vector<std::string> missing;
  add_missing("the base", found.only_in_base, missing);
  add_missing("the new runs", found.only_in_newer, missing);
  if (!missing.empty()) lines.emplace_back();
  for (const auto& line : missing) lines.push_back("* " + line);
  return lines;
}

std::string comparison_verdict(const comparison& found) {
  const auto count = [&](change_verdict verdict) {
    return std::ranges::count(found.changes, verdict, &counter_change::verdict);
  };
  std::string text =
      fmt::format("{} of {} counters changed", count(change_verdict::changed), found.changes.size());
  if (const auto few = count(change_verdict::too_few_values); few > 0)
    text += fmt::format("; {} had too few values to tell", few);
  if (const auto same = count(change_verdict::no_change_seen); same > 0)
    text += fmt::format("; in {} no change was seen", same);
  return text;
}

}  // namespace perfdata::cli
