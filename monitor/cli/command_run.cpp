#include "monitor/cli/command_run.hpp"

#include "monitor/cli/leave.hpp"
#include "monitor/cli/open_place.hpp"
#include "monitor/cli/place_requests.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/run_loop.hpp"
#include "monitor/cli/run_text.hpp"
#include "monitor/cli/selection.hpp"
#include "monitor/cli/text_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <future>
#include <stop_token>

#include <perfdata/connection/this_machine.hpp>

namespace perfdata::cli {
namespace {

// What one looks at first when a machine is slow.
constexpr const char* usual_paths[] = {R"(\Processor(_Total)\% Processor Time)", R"(\Memory\Available Bytes)",
                                       R"(\System\Context Switches/sec)",
                                       R"(\PhysicalDisk(_Total)\Disk Bytes/sec)"};

constexpr auto cannot_be_run = static_cast<exit_code>(126);
constexpr auto interrupted = static_cast<exit_code>(130);
constexpr auto no_such_program = static_cast<exit_code>(127);

bool is_of_the_command(const counter_path& path) {
  return equals_ignoring_case(path.object, "Command");
}

result<std::vector<value_limit>> parse_limits(const std::vector<std::string>& texts) {
  std::vector<value_limit> limits;
  for (const auto& text : texts) {
    auto limit = value_limit::parse(text);
    if (!limit) return failure(limit.error());
    limits.push_back(std::move(*limit));
  }
  return limits;
}

result<watched_places> open_all(const std::vector<place_request>& requests,
                                const std::optional<run_recording>& recording) {
  watched_places places;
  for (const auto& request : requests) {
    auto opened = open_with_names(request.options);
    if (!opened) return failure(labelled(label_of(request.options.place), opened.error()));
    if (recording) recording->attach(*opened);
    places.push_back(std::make_unique<watched_place>(std::move(*opened), request.paths));
  }
  return places;
}

// Somebody who does not want to wait for a host's time-out ends it.
result<watched_places> open_all_until_interrupted(std::vector<place_request> requests,
                                                  const std::optional<run_recording>& recording,
                                                  child_command& child, std::stop_source& cancel) {
  constexpr std::chrono::milliseconds look_again{20};
  for (auto& request : requests) request.options.stop = cancel.get_token();
  auto opened = std::async(std::launch::async, [&] { return open_all(requests, recording); });
  while (opened.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    (void)child.wait_until(std::chrono::steady_clock::now() + look_again);
    if (child.interrupted()) cancel.request_stop();
  }
  return opened.get();
}

void report_failures(const watched_places& places, bool paths_were_given) {
  for (const auto& place : places) {
    if (place->trouble()) report(place->label(), *place->trouble());
    if (!paths_were_given) continue;
    for (const auto& unknown : place->rejected()) report(place->label(), unknown);
    for (const auto& path : place->last().unmatched) report(place->label(), matches_nothing(path));
  }
}

exit_code cannot_start(const error& failed) {
  report(failed);
  return failed.code == errc::not_found ? no_such_program : cannot_be_run;
}

bool all_kept(const std::vector<value_limit>& limits, const run_report& report) {
  bool kept = true;
  for (const auto& limit : limits)
    for (const auto& run : report.runs)
      for (const auto& breach : breaches(limit, run)) {
        note(breach);
        kept = false;
      }
  return kept;
}

error missing_command() {
  return {
      .code = errc::invalid_argument,
      .message = "the command to run is missing",
      .advice = R"(perfdata run [PATH…] -- COMMAND…, e.g. perfdata run '\Memory\Available Bytes' -- make)"};
}

error no_runs_in_a_file() {
  return {.code = errc::invalid_argument,
          .message = "a file does not change while a command runs",
          .advice = "leave --file out, or name a host with --host"};
}

error no_file_for_the_runs() {
  return {.code = errc::invalid_argument,
          .message = "the runs cannot go to standard output, which is the command's",
          .advice = "name a file, or ask for --json"};
}

}  // namespace

CLI::App& command_run::setup(CLI::App& program) {
  auto& arguments = *program.add_subcommand(
      "run", "counters while a command runs, with a summary: run [PATH...] -- COMMAND...");
  arguments.add_option("PATH", paths_,
                       R"(counter paths; without any the usual ones of processor, memory and disk)");
  arguments
      .add_option("-o,--output", output_,
                  "a file for the runs, for perfdata compare: JSON where its name ends so")
      ->type_name("FILE");
  arguments.add_option("-i,--interval", interval_, "seconds between samples, fractions too")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.01, 31.0 * 86400))
      ->capture_default_str();
  arguments.add_option("-r,--runs", runs_, "times to run the command; seven tell a change from noise")
      ->type_name("N")
      ->check(CLI::Range(1U, 1'000'000U))
      ->capture_default_str();
  arguments
      .add_option("--limit", limits_,
                  R"(exit code 1 unless every sample keeps to it: '\Command\Elapsed Time < 2.5'; repeatable)")
      ->type_name("'PATH < VALUE'")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  arguments.add_flag(
      "--json", json_,
      "the summary as one JSON object on standard output; the command's own output goes to standard error");
  return arguments;
}

bool command_run::take_words(const std::vector<std::string>& words) {
  words_ = words;
  return true;
}

std::vector<std::string> command_run::wanted_paths(const std::vector<value_limit>& limits) const {
  std::vector<std::string> paths = paths_;
  if (paths.empty()) paths.assign(std::begin(usual_paths), std::end(usual_paths));
  for (const auto& limit : limits)
    if (!is_of_the_command(limit.path)) paths.push_back(limit.path.to_string());
  return paths;
}

result<run_report> command_run::repeat(child_command& child, const watched_places& places,
                                       const std::optional<run_recording>& recording,
                                       const std::vector<std::string>& wanted) const {
  const auto processes = open_this_machine();
  run_plan plan{.words = words_,
                .interval = std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                    std::chrono::duration<double>(interval_)),
                .output = json_ ? command_output::standard_error : command_output::same};
  if (recording)
    plan.started = [&](const measured_run& run) { recording->start(run, words_.front(), wanted); };
  run_report report{.program = words_.front()};
  for (plan.number = 1; plan.number <= runs_; ++plan.number) {
    auto run = measure_run(child, plan, places, processes ? processes->get() : nullptr);
    if (!run) return failure(run.error());
    if (recording) recording->end(*run);
    report.runs.push_back(std::move(*run));
    if (runs_ > 1 && !json_) note(run_line(report.runs.back()));
    if (report.runs.back().totals.exit_code != 0 || child.interrupted()) break;
  }
  return report;
}

exit_code command_run::write_report(const run_report& runs,
                                    const std::optional<run_recording>& recording) const {
  if (json_)
    fmt::print("{}\n", to_json(runs));
  else
    for (const auto& line : run_summary(runs)) tell(line + '\n');
  result<void> written;
  if (recording)
    written = recording->close();
  else if (!output_.empty())
    written = write_text_file(output_, to_json(runs) + "\n");
  return written ? exit_code::done : report(written.error());
}

exit_code command_run::run(const source_arguments& as_typed) {
  if (words_.empty()) return report(missing_command());
  if (as_typed.is_file()) return report(no_runs_in_a_file());
  if (output_ == "-") return report(no_file_for_the_runs());
  const auto limits = parse_limits(limits_);
  if (!limits) return report(limits.error());
  const auto wanted = wanted_paths(*limits);
  const auto sources = with_password(as_typed, wanted);
  if (!sources) return report(sources.error());
  auto requests = share_out(*sources, wanted);
  if (!requests) return report(requests.error());
  return measure(std::move(*requests), wanted, *limits);
}

exit_code command_run::measure(std::vector<place_request> requests, const std::vector<std::string>& wanted,
                               const std::vector<value_limit>& limits) const {
  std::optional<run_recording> recording;
  if (!output_.empty() && !writes_json()) {
    auto opened = run_recording::open(output_);
    if (!opened) return report(opened.error());
    recording = std::move(*opened);
  }
  child_command child;  // before the places' threads, which must not take its signals
  std::stop_source cancel;
  const auto places = open_all_until_interrupted(std::move(requests), recording, child, cancel);
  if (!places) return child.interrupted() ? interrupted : report(places.error());
  const auto runs = repeat(child, *places, recording, wanted);
  if (!runs) return leave(*places, cancel, cannot_start(runs.error()));
  report_failures(*places, !paths_.empty());
  return leave(*places, cancel, conclude(*runs, limits, recording));
}

exit_code command_run::conclude(const run_report& runs, const std::vector<value_limit>& limits,
                                const std::optional<run_recording>& recording) const {
  const auto written = write_report(runs, recording);
  const bool kept = all_kept(limits, runs);
  if (const int code = runs.runs.back().totals.exit_code; code != 0) return static_cast<exit_code>(code);
  return kept ? written : worse(written, exit_code::failed);
}

}  // namespace perfdata::cli
