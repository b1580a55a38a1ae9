#include "monitor/run/run_values.hpp"

#include "monitor/run/run_report.hpp"

#include <unordered_map>

namespace perfdata {
namespace {

// "\\HOST" of a path; empty without.
std::string_view machine_of(std::string_view path) {
  if (!path.starts_with(R"(\\)")) return {};
  const auto end = path.find('\\', 2);
  return end == std::string_view::npos ? std::string_view{} : path.substr(0, end);
}

bool is_of_one_machine(std::span<const measured_run> runs) {
  std::string_view machine;
  for (const auto& run : runs)
    for (const auto& series : run.series) {
      if (machine.empty()) machine = machine_of(series.path);
      if (!equals_ignoring_case(machine_of(series.path), machine)) return false;
    }
  return true;
}

class value_table {
 public:
  counter_values& of(std::string_view path, const monitor::display_unit& unit) {
    const auto [place, is_new] = positions_.try_emplace(std::string(path), values_.size());
    if (is_new)
      values_.push_back({.path = std::string(path), .unit = std::string(symbol_of(unit.kind)), .values = {}});
    return values_[place->second];
  }

  [[nodiscard]] std::vector<counter_values> take() { return std::move(values_); }

 private:
  std::vector<counter_values> values_;
  std::unordered_map<std::string, std::size_t> positions_;
};

}  // namespace

observation observation_for(std::size_t base_runs, std::size_t newer_runs) noexcept {
  return base_runs == 1 && newer_runs == 1 ? observation::sample : observation::run;
}

std::vector<counter_values> values_of(std::span<const measured_run> runs, observation each) {
  value_table table;
  const bool one_machine = is_of_one_machine(runs);
  for (const auto& run : runs) {
    if (run.totals.elapsed.count() > 0)  // a recording of a machine has no command
      for (const auto& figure : figures_of(run.totals))
        table.of(figure.path, {.kind = figure.unit}).values.push_back(figure.value);
    for (const auto& series : run.series) {
      const std::string_view path = series.path;
      auto& values = table.of(one_machine ? path.substr(machine_of(path).size()) : path, series.unit).values;
      if (each == observation::run) {
        if (const auto found = summarize(series.samples))
          values.push_back(found->average * series.unit.factor);
        continue;
      }
      for (const auto& sample : series.samples)
        if (sample.cooked.value) values.push_back(*sample.cooked.value * series.unit.factor);
    }
  }
  return table.take();
}

}  // namespace perfdata
