#include <algorithm>
#include <optional>

#include <perfdata/linux/cpu_times.hpp>
#include <perfdata/linux/kernel_units.hpp>

namespace perfdata::procfs {
namespace {

std::optional<std::uint32_t> cpu_number(std::string_view label, std::string_view prefix) {
  if (!label.starts_with(prefix)) return std::nullopt;
  return field_cursor::parse<std::uint32_t>(label.substr(prefix.size()));
}

std::optional<cpu_times> parse_cpu(std::uint32_t number, field_cursor fields) {
  // user nice system idle iowait irq softirq; kernels before 2.6 and damaged lines have fewer.
  std::uint64_t time[7] = {};
  for (auto& part : time) {
    const auto ticks = fields.number();
    if (!ticks) return std::nullopt;
    part = from_ticks(*ticks);
  }
  return cpu_times{.number = number,
                   .user = time[0] + time[1],
                   .kernel = time[2] + time[5] + time[6],
                   .hard_irq = time[5],
                   .soft_irq = time[6],
                   .idle = time[3] + time[4]};
}

// One row's column total is not a processor's: "ERR" and "MIS" count for the machine.
bool counts_for_the_machine(std::string_view label) {
  return label == "ERR:" || label == "Err:" || label == "MIS:";
}

// `row` is room for a number of each processor, kept from row to row. A row that has fewer counts for nobody.
void add_row(std::string_view line, std::vector<std::uint64_t>& row, std::vector<std::uint64_t>& sums) {
  field_cursor fields(line);
  if (counts_for_the_machine(fields.next())) return;
  for (auto& number : row) {
    const auto value = fields.number();
    if (!value) return;
    number = *value;
  }
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += row[i];
}

}  // namespace

void parse_cpu_times(std::string_view stat, cpu_reading& to) {
  to.cpus.clear();
  to.context_switches.reset();
  to.runnable.reset();
  line_cursor lines(stat);
  while (const auto line = lines.next()) {
    field_cursor fields(*line);
    const auto label = fields.next();
    if (label == "ctxt") {
      to.context_switches = fields.number();
    } else if (label == "procs_running") {
      to.runnable = fields.number();
    } else if (const auto number = cpu_number(label, "cpu")) {
      if (const auto cpu = parse_cpu(*number, fields)) to.cpus.push_back(*cpu);
    }
  }
}

void add_up_columns(std::string_view table, std::vector<cpu_times>& cpus, reading cpu_times::*member) {
  line_cursor lines(table);
  std::vector<std::uint32_t> columns;
  if (const auto header = lines.next()) {
    field_cursor fields(*header);
    for (auto label = fields.next(); !label.empty(); label = fields.next()) {
      const auto number = cpu_number(label, "CPU");
      if (!number) return;
      columns.push_back(*number);
    }
  }
  std::vector<std::uint64_t> sums(columns.size());
  std::vector<std::uint64_t> row(columns.size());
  while (const auto line = lines.next()) add_row(*line, row, sums);
  for (auto& cpu : cpus) {
    const auto column = std::find(columns.begin(), columns.end(), cpu.number);
    if (column != columns.end()) cpu.*member = sums[static_cast<std::size_t>(column - columns.begin())];
  }
}

}  // namespace perfdata::procfs
