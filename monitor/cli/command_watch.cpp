#include "monitor/cli/command_watch.hpp"

#include "monitor/cli/leave.hpp"
#include "monitor/cli/log_place.hpp"
#include "monitor/cli/open_place.hpp"
#include "monitor/cli/place_requests.hpp"
#include "monitor/cli/replay_loop.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/selection.hpp"
#include "monitor/cli/terminal.hpp"
#include "monitor/cli/utc_text.hpp"
#include "monitor/cli/watch_loop.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>

#include <perfdata/base/open_file.hpp>
#include <perfdata/connection/timeline.hpp>

namespace perfdata::cli {
namespace {

using clock = std::chrono::steady_clock;

/// Standard output, or the file of -o. A resource.
class output {
 public:
  output() = default;
  output(const output&) = delete;
  output& operator=(const output&) = delete;
  ~output() {
    if (file_ != nullptr) std::fclose(file_);
  }

  [[nodiscard]] result<void> open(const std::string& path) {
    name_ = path.empty() ? "standard output" : fmt::format("\"{}\"", path);
    if (path.empty()) return {};
    file_ = open_file(path, "wb");
    return file_ != nullptr ? result<void>{} : failure(cannot_write());
  }

  [[nodiscard]] std::FILE* stream() const noexcept { return file_ != nullptr ? file_ : stdout; }
  [[nodiscard]] bool is_file() const noexcept { return file_ != nullptr; }

  /// Hands what was written to the system, so that a reader of the file sees whole samples.
  [[nodiscard]] result<void> flush() const {
    if (std::fflush(stream()) == 0 && std::ferror(stream()) == 0) return {};
    return failure(cannot_write());
  }

 private:
  [[nodiscard]] error cannot_write() const {
    return {.code = errc::system_failure,
            .message = fmt::format("cannot write {}: {}", name_, std::strerror(errno)),
            .advice = "check the path, its permissions and the space that is left"};
  }

  std::string name_;
  std::FILE* file_ = nullptr;
};

watched_places watch_all(const std::vector<place_request>& requests, const std::stop_token& stop) {
  watched_places places;
  for (auto request : requests) {
    request.options.stop = stop;
    places.push_back(std::make_unique<watched_place>(request));
  }
  return places;
}

void report_unmatched(const watched_place& place) {
  for (const auto& unknown : place.rejected()) report(place.label(), unknown);
  for (const auto& path : place.last().unmatched) report(place.label(), matches_nothing(path));
}

void report_troubles(const watched_places& places, bool live_table) {
  for (const auto& place : places) {
    if (place->is_first_sample()) report_unmatched(*place);
    if (live_table) continue;
    for (const auto& each : place->news()) note(fmt::format("{}: {}", place->label(), each));
    if (!place->trouble_changed()) continue;
    if (place->trouble())
      report(place->label(), *place->trouble());
    else
      note(fmt::format("{} answers{}", place->label(), place->is_first_sample() ? "" : " again"));
  }
}

/// A machine that never answered is a failure, whatever the others brought.
exit_code outcome(const watched_places& places) {
  auto code = exit_code::done;
  for (const auto& place : places)
    if (!place->has_answered() && place->trouble())
      code = worse(code,
                   place->trouble()->code == errc::invalid_argument ? exit_code::usage : exit_code::failed);
  return code;
}

void report_damages(const watched_places& places) {
  for (const auto& place : places)
    if (place->answered() && place->recorded() != nullptr)
      for (const auto& damage : place->recorded()->damages()) note(labelled(place->label(), damage));
}

void show_progress(const output& out, std::uint64_t samples) {
  if (out.is_file() && is_terminal(stderr)) tell(fmt::format("\r{} samples", samples));
}

bool has_rows(const watched_places& places) {
  return std::ranges::any_of(places, [](const auto& place) { return !place->last().rows.empty(); });
}

// A recording may begin with hosts that did not answer yet.
void pass_leading_gaps(const watched_places& places, const interrupt& signals) {
  const auto goes_on = [](const auto& place) {
    return place->answered() && place->recorded() != nullptr && place->recorded()->upcoming();
  };
  while (!has_rows(places) && !signals.requested() && std::ranges::any_of(places, goes_on))
    collect_all(places, std::nullopt, signals);
}

clock::duration patience_for(clock::duration interval) {
  return std::max<clock::duration>(interval, std::chrono::seconds(1));
}

struct pace {
  clock::duration interval{};
  std::uint64_t count = 0;
};

result<void> watch(const watched_places& places, const pace& how, sample_writer& writer, const output& out,
                   const steady_ticks& ticks, const interrupt& signals) {
  const auto patience = patience_for(how.interval);
  for (std::uint64_t samples = 1;; ++samples) {
    // The first sample is there already: the columns came from it.
    writer.write(put_together(places, std::chrono::floor<hundred_ns>(std::chrono::system_clock::now())));
    if (auto flushed = out.flush(); !flushed) return flushed;
    show_progress(out, samples);
    if (samples == how.count || signals.wait_until(ticks.after(clock::now()))) break;
    collect_all(places, patience, signals);
    if (signals.requested()) break;
    report_troubles(places, writer.shows_troubles());
  }
  if (out.is_file() && is_terminal(stderr)) tell("\n");
  return {};
}

result<void> watch_recording(const watched_places& places, const replay_pace& how, sample_writer& writer,
                             const output& out, const interrupt& signals) {
  std::uint64_t samples = 0;
  auto done = replay(places, how, signals, [&](const watch_sample& sample) {
    writer.write(sample);
    show_progress(out, ++samples);
    if (samples > 1) report_troubles(places, writer.shows_troubles());
    return how.speed ? out.flush() : result<void>{};
  });
  if (out.is_file() && is_terminal(stderr)) tell("\n");
  return done ? out.flush() : done;
}

}  // namespace

CLI::App& command_watch::setup(CLI::App& program) {
  auto& arguments = *program.add_subcommand("watch", "values over time");
  arguments.add_option("PATH", paths_, R"(counter paths: '\Object(instance)\Counter', * is a wildcard)")
      ->required();
  interval_option_ =
      arguments.add_option("-i,--interval", interval_,
                           "seconds between samples, fractions too; of a file every sample without it");
  interval_option_->type_name("SECONDS")->check(CLI::Range(0.01, 31.0 * 86400))->capture_default_str();
  arguments
      .add_option("--speed", speed_,
                  "of a recording: 1 as it was recorded, 10 ten times as fast; without it at once")
      ->type_name("FACTOR")
      ->check(CLI::Range(0.001, 1e9));
  arguments.add_option("-n,--count", count_, "samples to take; without it until Ctrl-C")
      ->type_name("COUNT")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 53U));
  arguments
      .add_option(
          "-f,--format", format_,
          "text, csv and tsv as typeperf and PerfMon read them, or one JSON object a line; default: by the "
          "name of the output file, else text")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"text", "csv", "tsv", "jsonl"}));
  arguments.add_option("-o,--output", output_, "a file instead of standard output, which - is, too")
      ->type_name("FILE");
  return arguments;
}

watch_format command_watch::format() const {
  const auto means = [&](std::string_view name) {
    return format_.empty() ? output_.ends_with("." + std::string(name)) : format_ == name;
  };
  if (means("csv")) return watch_format::csv;
  if (means("tsv")) return watch_format::tsv;
  return means("jsonl") ? watch_format::jsonl : watch_format::text;
}

replay_pace command_watch::replay_pace_of(std::chrono::steady_clock::duration interval) const {
  replay_pace how{.count = count_};
  if (interval_option_->count() > 0) how.interval = interval;
  if (speed_ > 0) how.speed = speed_;
  return how;
}

watched_log command_watch::log_part_of(const source_arguments& as_typed) const {
  watched_log part{.file = as_typed.file,
                   .paths = paths_,
                   .format = format(),
                   .output = output_,
                   .most = count_,
                   .begin = parse_utc(as_typed.at)};
  if (interval_option_->count() > 0) part.every = hundred_ns(std::llround(interval_ * 1e7));
  return part;
}

exit_code command_watch::run(const source_arguments& as_typed) {
  if (output_ == "-") output_.clear();
  if (as_typed.is_file() && is_counter_log(as_typed.file)) {
    if (speed_ == 0) return watch_log(log_part_of(as_typed));
    return report({.code = errc::invalid_argument,
                   .message = "--speed is for recordings: a log is shown at once",
                   .advice = "leave --speed out, or make a recording of it with perfdata relog"});
  }
  const auto sources = with_password(as_typed, paths_);
  if (!sources) return report(sources.error());
  const auto requests = share_out(*sources, paths_);
  if (!requests) return report(requests.error());
  const interrupt signals;
  std::stop_source cancel;
  const auto places = watch_all(*requests, cancel.get_token());
  const auto interval = std::chrono::duration_cast<clock::duration>(std::chrono::duration<double>(interval_));
  const steady_ticks ticks(clock::now(), interval);
  // The columns of a log are those of its first sample, so that one waits for everybody.
  const bool has_columns = format() == watch_format::csv || format() == watch_format::tsv;
  collect_first(places, has_columns ? std::nullopt : std::optional(patience_for(interval)), signals);
  pass_leading_gaps(places, signals);
  report_troubles(places, false);
  if (signals.requested()) return leave(places, cancel, outcome(places));
  if (!has_rows(places)) {
    report_damages(places);
    if (are_recorded(places)) note("nothing was recorded of these counters");
    return leave(places, cancel, worse(outcome(places), exit_code::failed));
  }

  output out;
  if (auto opened = out.open(output_); !opened) return leave(places, cancel, report(opened.error()));
  const auto writer = make_writer(format(), out.stream());
  const auto watched =
      are_recorded(places)
          ? watch_recording(places, replay_pace_of(interval), *writer, out, signals)
          : watch(places, {interval, sources->is_file() ? 1 : count_}, *writer, out, ticks, signals);
  const auto code = watched ? exit_code::done : report(watched.error());
  report_damages(places);
  return leave(places, cancel, worse(code, outcome(places)));
}

}  // namespace perfdata::cli
