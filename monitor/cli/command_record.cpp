#include "monitor/cli/command_record.hpp"

#include "monitor/cli/leave.hpp"
#include "monitor/cli/open_place.hpp"
#include "monitor/cli/place_requests.hpp"
#include "monitor/cli/record_loop.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/terminal.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

using clock = std::chrono::steady_clock;

// An object is every path in it; nothing is everything that a machine answers to "Global".
std::vector<std::string> as_paths(const std::vector<std::string>& wanted) {
  if (wanted.empty()) return {R"(\*(*)\*)"};
  std::vector<std::string> paths;
  paths.reserve(wanted.size());
  for (const auto& each : wanted)
    paths.push_back(each.starts_with('\\') ? each : fmt::format(R"(\{}(*)\*)", each));
  return paths;
}

std::string size_text(std::uint64_t bytes) {
  const auto size = static_cast<double>(bytes);
  if (bytes < 10'000) return fmt::format("{} bytes", bytes);
  if (bytes < 10'000'000) return fmt::format("{:.1f} KB", size / 1e3);
  return bytes < 10'000'000'000 ? fmt::format("{:.1f} MB", size / 1e6) : fmt::format("{:.1f} GB", size / 1e9);
}

std::string progress_text(std::uint64_t samples, const recording_totals& totals) {
  const double share = totals.raw_bytes == 0 ? 0
                                             : 100 * static_cast<double>(totals.file_bytes) /
                                                   static_cast<double>(totals.raw_bytes);
  return fmt::format("{} samples, {}, {:.1f} % of {}", samples, size_text(totals.file_bytes), share,
                     size_text(totals.raw_bytes));
}

record_events events_for(const recording_writer& writer) {
  record_events events{
      .failed = [](const recorder& host, const error& why) { report(host.label(), why); },
      .cannot_ask = [](const recorder& host, const error& why) { report(host.label(), why); },
      .answers_again = [](const recorder& host) { note(fmt::format("{} answers again", host.label())); }};
  if (is_terminal(stderr))
    events.sampled = [&writer](std::uint64_t samples) {
      tell(fmt::format("\r{}\x1b[K", progress_text(samples, writer.totals())));
    };
  return events;
}

}  // namespace

CLI::App& command_record::setup(CLI::App& program) {
  auto& arguments =
      *program.add_subcommand("record", "raw blocks to a recording, for --file of every command");
  arguments.add_option(
      "PATH|OBJECT", wanted_,
      "counter paths or objects, whose objects are recorded as a whole; default: everything");
  arguments.add_option("-o,--output", output_, "the recording; one that is there already goes on")
      ->type_name("FILE")
      ->required();
  arguments.add_option("-i,--interval", interval_, "seconds between samples, fractions too")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.01, 31.0 * 86400))
      ->capture_default_str();
  arguments.add_option("-n,--count", count_, "samples to take; without it until Ctrl-C")
      ->type_name("COUNT")
      ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 53U));
  return arguments;
}

exit_code command_record::run(const source_arguments& as_typed) {
  if (as_typed.is_file())
    return report({.code = errc::invalid_argument,
                   .message = "--file names a recording to read, and record asks machines",
                   .advice = "leave --file out; -o names the recording to write"});
  if (output_ == "-")
    return report({.code = errc::invalid_argument,
                   .message = "a recording cannot go to standard output",
                   .advice = "name a file on a disk"});
  const auto sources = with_password(as_typed, wanted_);
  if (!sources) return report(sources.error());
  auto requests = share_out(*sources, as_paths(wanted_));
  if (!requests) return report(requests.error());

  const interrupt signals;
  const auto writer = recording_writer::open(output_);
  if (!writer) return report(writer.error());
  if ((*writer)->cut_bytes() != 0)
    note(fmt::format("{}: {} bytes of an unfinished entry at its end were cut off", output_,
                     (*writer)->cut_bytes()));
  std::stop_source cancel;
  recorders hosts;
  for (auto& request : *requests) {
    request.options.stop = cancel.get_token();
    hosts.push_back(std::make_unique<recorder>(std::move(request)));
  }

  const auto interval = std::chrono::duration_cast<clock::duration>(std::chrono::duration<double>(interval_));
  record_loop loop(hosts, **writer, events_for(**writer));
  auto recorded = loop.run(interval, count_, signals);
  if (is_terminal(stderr)) tell("\n");
  if (recorded) recorded = (*writer)->close();
  if (!recorded) return leave(hosts, cancel, report(recorded.error()));
  const bool all_answered = (*writer)->totals().blocks > 0 &&
                            std::ranges::none_of(hosts, [](const auto& host) { return host->given_up(); });
  return leave(hosts, cancel, all_answered || signals.requested() ? exit_code::done : exit_code::failed);
}

}  // namespace perfdata::cli
