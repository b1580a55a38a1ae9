#include "monitor/run/measured_run.hpp"

#include <algorithm>
#include <array>

#include <perfdata/query/planner.hpp>

namespace perfdata {
namespace {

bool means_part(std::string_view pattern, std::string_view name, std::uint32_t index) {
  const auto number = to_number(pattern);
  return number ? index != 0 && *number == index : matches_wildcard(pattern, name);
}

bool means_instance(const counter_path& pattern, const counter_path& path) {
  if (!path.instance) return !pattern.instance || *pattern.instance == "*";
  return matches_instance(pattern, *path.instance, path.index.value_or(0));
}

// A figure's way back into the totals.
struct total_field {
  std::string_view path;
  void (*set)(run_totals&, double);
};

constexpr std::array fields{
    total_field{R"(\Command\Elapsed Time)",
                [](run_totals& to, double v) { to.elapsed = std::chrono::duration<double>(v); }},
    total_field{R"(\Command\User Time)",
                [](run_totals& to, double v) { to.user_time = std::chrono::duration<double>(v); }},
    total_field{R"(\Command\Privileged Time)",
                [](run_totals& to, double v) { to.kernel_time = std::chrono::duration<double>(v); }},
    total_field{R"(\Command\Working Set Peak)",
                [](run_totals& to, double v) { to.working_set_peak = whole(v); }},
    total_field{R"(\Command\Working Set)", [](run_totals& to, double v) { to.working_set_average = v; }},
    total_field{R"(\Command\IO Read Bytes)", [](run_totals& to, double v) { to.read_bytes = whole(v); }},
    total_field{R"(\Command\IO Write Bytes)", [](run_totals& to, double v) { to.written_bytes = whole(v); }},
    total_field{R"(\Command\Page Faults)", [](run_totals& to, double v) { to.faults = whole(v); }},
    total_field{R"(\Command\Processes)",
                [](run_totals& to, double v) { to.processes = static_cast<std::size_t>(whole(v)); }},
};

}  // namespace

std::uint64_t whole(double value) {
  return value > 0 && value < 0x1p63 ? static_cast<std::uint64_t>(value) : 0;
}

void set_figure(run_totals& totals, std::string_view path, double value) {
  const auto* const field = std::ranges::find(fields, path, &total_field::path);
  if (field != fields.end()) field->set(totals, value);
}

std::vector<run_figure> figures_of(const run_totals& totals) {
  using monitor::unit_kind;
  const double processor = (totals.user_time + totals.kernel_time).count();
  std::vector<run_figure> figures{
      {R"(\Command\Elapsed Time)", unit_kind::seconds, totals.elapsed.count()},
      {R"(\Command\Processor Time)", unit_kind::seconds, processor},
      {R"(\Command\User Time)", unit_kind::seconds, totals.user_time.count()},
      {R"(\Command\Privileged Time)", unit_kind::seconds, totals.kernel_time.count()},
  };
  const auto add = [&](const char* path, unit_kind unit, double value) {
    figures.push_back({path, unit, value});
  };
  if (totals.working_set_peak > 0)
    add(R"(\Command\Working Set Peak)", unit_kind::bytes, static_cast<double>(totals.working_set_peak));
  if (totals.working_set_average > 0)
    add(R"(\Command\Working Set)", unit_kind::bytes, totals.working_set_average);
  if (totals.read_bytes)
    add(R"(\Command\IO Read Bytes)", unit_kind::bytes, static_cast<double>(*totals.read_bytes));
  if (totals.written_bytes)
    add(R"(\Command\IO Write Bytes)", unit_kind::bytes, static_cast<double>(*totals.written_bytes));
  add(R"(\Command\Page Faults)", unit_kind::number, static_cast<double>(totals.faults));
  add(R"(\Command\Processes)", unit_kind::number, static_cast<double>(totals.processes));
  return figures;
}

bool means(const counter_path& pattern, const run_series& series) {
  const auto path = counter_path::parse(series.path);
  if (!path) return false;
  if (!pattern.machine.empty() && !equals_ignoring_case(pattern.machine, path->machine)) return false;
  return means_part(pattern.object, path->object, series.object_index) &&
         means_part(pattern.counter, path->counter, series.counter_index) && means_instance(pattern, *path);
}

}  // namespace perfdata
