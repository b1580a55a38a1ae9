#include "monitor/cli/command_compare.hpp"

#include "monitor/cli/compared_file.hpp"
#include "monitor/cli/comparison_json.hpp"
#include "monitor/cli/comparison_table.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/source_arguments.hpp"
#include "monitor/run/regression_gate.hpp"
#include "monitor/run/run_values.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace perfdata::cli {
namespace {

constexpr std::size_t usual_most = 20;
constexpr double significance = 0.05;

template <class Thing>
result<std::vector<Thing>> parse_all(const std::vector<std::string>& texts) {
  std::vector<Thing> things;
  for (const auto& text : texts) {
    auto thing = Thing::parse(text);
    if (!thing) return failure(thing.error());
    things.push_back(std::move(*thing));
  }
  return things;
}

std::vector<counter_values> chosen(std::vector<counter_values> values,
                                   const std::vector<counter_path>& paths) {
  if (paths.empty()) return values;
  std::erase_if(values, [&](const counter_values& one) {
    return std::ranges::none_of(
        paths, [&](const counter_path& path) { return means(path, run_series{.path = one.path}); });
  });
  return values;
}

void say_what_is_weak(std::size_t base_runs, std::size_t newer_runs, const comparison& found) {
  const auto tested = std::ranges::count_if(found.changes, [](const counter_change& change) {
    return change.verdict != change_verdict::too_few_values && !change.constant;
  });
  const double best = smallest_rank_sum_p(base_runs, newer_runs);
  if (observation_for(base_runs, newer_runs) == observation::sample && tested > 0)
    note(
        "one run a side: the samples of a run resemble their neighbours, so p is too small; run -r 7 on both "
        "sides makes it right");
  else if (best > significance)
    note(fmt::format("{} against {} runs are too few to tell a change from noise; use run -r 7", base_runs,
                     newer_runs));
  else if (best * static_cast<double>(tested) > significance)
    note(fmt::format(
        "{} against {} runs cannot tell one change among {} counters from noise; use run -r 7, or "
        "name the counters that matter",
        base_runs, newer_runs, tested));
}

}  // namespace

CLI::App& command_compare::setup(CLI::App& program) {
  auto& arguments = *program.add_subcommand("compare", "two sets of runs: what changed, how much, how sure");
  arguments.add_option("BASE", base_, "what perfdata run -o wrote, before")->required();
  arguments.add_option("NEW", newer_, "the same, after")->required();
  arguments.add_option("PATH", paths_, "only these counters; without any all that both sides have");
  arguments
      .add_option("--fail-on", gates_,
                  R"(exit code 1 when a counter rises by more: '\Command\Elapsed Time +10%'; - for falls)")
      ->type_name("'PATH +10%'")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  auto* json = arguments.add_flag("--json", json_, "one JSON object");
  arguments.add_flag("--markdown", markdown_, "a table for a pull request")->excludes(json);
  arguments.add_flag("--all", all_, "also list every counter without a change");
  return arguments;
}

exit_code command_compare::run(const source_arguments& as_typed) {
  if (as_typed.names_source())
    return report(takes_no_source("compare reads the files BASE and NEW",
                                  "perfdata compare BASE NEW; perfdata run and record write such files"));
  const auto gates = parse_all<regression_gate>(gates_);
  if (!gates) return report(gates.error());
  auto paths = parse_all<counter_path>(paths_);
  if (!paths) return report(paths.error());
  if (!paths->empty())
    for (const auto& gate : *gates) paths->push_back(gate.path);
  const auto base = read_runs(base_, *paths);
  if (!base) return report(base.error());
  const auto newer = read_runs(newer_, *paths);
  if (!newer) return report(newer.error());

  const auto each = observation_for(base->runs.size(), newer->runs.size());
  const auto found = compare_counters(chosen(values_of(base->runs, each), *paths),
                                      chosen(values_of(newer->runs, each), *paths));
  const auto judged = check_gates(*gates, found.changes);
  const std::size_t most = all_ ? std::numeric_limits<std::size_t>::max() : usual_most;
  if (json_)
    fmt::print("{}\n", comparison_json(found, base->runs.size(), newer->runs.size(), judged));
  else
    for (const auto& line : markdown_ ? comparison_markdown(found, most) : comparison_lines(found, most))
      fmt::print("{}\n", line);
  say_what_is_weak(base->runs.size(), newer->runs.size(), found);
  for (const auto& doubt : judged.doubts) note(doubt);
  for (const auto& breach : judged.breaches) note(breach);
  return judged.breaches.empty() ? exit_code::done : exit_code::failed;
}

}  // namespace perfdata::cli
