#include "monitor/cli/command_relog.hpp"

#include "monitor/cli/log_copy.hpp"
#include "monitor/cli/log_options.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/source_arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

#include <perfdata/recording/counter_log_format.hpp>
#include <perfdata/recording/log_query.hpp>
#include <perfdata/recording/merged_log.hpp>

namespace perfdata::cli {

// What was typed, understood.
struct relog_request {
  std::vector<counter_path> paths{};
  every_option every{};
  log_format format{};
};

// An input keeps its own reader, so that what it skipped is said with its name.
struct opened_input {
  const counter_log_reader* reader = nullptr;
  std::string name{};
};

namespace {

result<std::unique_ptr<counter_log_reader>> open_part(const std::string& input, const relog_request& request,
                                                      const std::string& begin, const std::string& end,
                                                      std::vector<opened_input>& opened) {
  auto log = open_counter_log(input);
  if (!log) return failure(log.error());
  opened.push_back({log->get(), input});
  log_query query{.paths = request.paths, .every_nth = request.every.nth, .every = request.every.span};
  const std::chrono::minutes bias((*log)->zone().bias_minutes);
  for (const auto& [text, moment] : {std::pair(&begin, &query.begin), std::pair(&end, &query.end)}) {
    if (text->empty()) continue;
    const auto time = parse_moment(*text, bias);
    if (!time) return failure(time.error());
    *moment = *time;
  }
  return query_log(std::move(*log), std::move(query));
}

// The columns of some logs are known only once all of it was read: of those nothing can be said yet.
void report_unmatched(const std::vector<counter_path>& paths, const counter_log_reader& log) {
  for (const auto& path : paths) {
    const bool any = std::ranges::any_of(log.columns(), [&](const log_column& column) {
      const auto known = counter_path::parse(column.path);
      return known && matches_column(path, *known);
    });
    if (!any) note(fmt::format("{} matches nothing", path.to_string()));
  }
}

error nothing_to_read() {
  return {.code = errc::invalid_argument,
          .message = "IN is required: the logs to read",
          .advice = "perfdata relog --help"};
}

bool is_same_file(const std::string& a, const std::string& b) {
  std::error_code absent;
  return std::filesystem::equivalent(a, b, absent);
}

result<log_format> format_of(const std::string& typed, const std::string& output) {
  if (const auto format = log_format_named(typed.empty() ? output : typed)) return *format;
  return failure({.code = errc::invalid_argument,
                  .message = fmt::format("the name \"{}\" does not say what to write", output),
                  .advice = "-f csv, tsv, sqlite, jsonl or recording, or such an ending"});
}

}  // namespace

CLI::App& command_relog::setup(CLI::App& program) {
  auto& arguments =
      *program.add_subcommand("relog", "logs become another log: converted, filtered, thinned out, merged");
  arguments
      .add_option("IN", inputs_,
                  "logs: .blg, PDH-CSV, PDH-TSV, SQLite, JSON lines or recordings, told apart by content")
      ->option_text("TEXT ... REQUIRED");  // behind -c they are told apart from what it takes, in run()
  arguments
      .add_option("-o,--output", output_,
                  "the log to write; a file of that name is replaced, - is standard output")
      ->type_name("OUT")
      ->required();
  arguments.add_option("-f,--format", format_, "default: by the end of OUT's name")
      ->type_name("FORMAT")
      ->check(CLI::IsMember({"csv", "tsv", "sqlite", "jsonl", "recording"}));
  arguments
      .add_option("-c,--counters", counters_, "counter paths, or files with one on each line; all without it")
      ->type_name("FILE|PATH");
  arguments
      .add_option("--begin", begin_, "the first moment, on the clock of the log's machine or with a Z in UTC")
      ->type_name("TIME");
  arguments.add_option("--end", end_, "the last moment")->type_name("TIME");
  arguments.add_option("--every", every_, "each Nth sample, or one sample in each 500ms, 15s, 5m, 1h")
      ->type_name("N|SPAN");
  arguments.add_flag("--strict", strict_, "fail when a log is damaged, after writing what can be read");
  return arguments;
}

void command_relog::take_logs_behind_counters() {
  const auto is_no_log = [](const std::string& entry) {
    if (entry.starts_with('\\')) return true;
    const auto format = recognise_log_file(entry);
    return !format || !*format;
  };
  const auto logs = std::stable_partition(counters_.begin(), counters_.end(), is_no_log);
  inputs_.insert(inputs_.end(), std::make_move_iterator(logs), std::make_move_iterator(counters_.end()));
  counters_.erase(logs, counters_.end());
}

result<relog_request> command_relog::request() const {
  relog_request understood;
  const auto format = format_of(format_, output_);
  if (!format) return failure(format.error());
  understood.format = *format;
  if (!every_.empty()) {
    const auto every = parse_every(every_);
    if (!every) return failure(every.error());
    understood.every = *every;
  }
  auto paths = read_counters(counters_);
  if (!paths) return failure(paths.error());
  understood.paths = std::move(*paths);
  return understood;
}

result<std::unique_ptr<counter_log_reader>> command_relog::open_inputs(
    const relog_request& request, std::vector<opened_input>& opened) const {
  std::vector<std::unique_ptr<counter_log_reader>> parts;
  for (const auto& input : inputs_) {
    if (is_same_file(input, output_))
      return failure({.code = errc::invalid_argument,
                      .message = fmt::format("\"{}\" is to be read and written", input),
                      .advice = "give -o another name"});
    auto part = open_part(input, request, begin_, end_, opened);
    if (!part) return failure(part.error());
    parts.push_back(std::move(*part));
  }
  auto log = parts.size() == 1 ? std::move(parts.front()) : merge_logs(std::move(parts));
  if (log->columns().empty() && !request.paths.empty())
    if (auto learned = log->learn_columns(); !learned) return failure(learned.error());
  if (!log->columns().empty()) return log;
  return failure(
      {.code = errc::not_found,
       .message = "no counter of the logs matches",
       .advice = fmt::format("list what there is with: perfdata list --paths --file {}", inputs_.front())});
}

exit_code command_relog::run(const source_arguments& sources) {
  if (sources.names_source())
    return report(takes_no_source("relog reads the files IN",
                                  "perfdata relog IN… -o OUT; perfdata record asks machines"));
  take_logs_behind_counters();
  if (inputs_.empty()) return report(nothing_to_read());
  const auto asked = request();
  if (!asked) return report(asked.error());
  std::vector<opened_input> opened;
  const auto log = open_inputs(*asked, opened);
  if (!log) return report(log.error());

  const auto title = fmt::format("{}", std::filesystem::path(inputs_.front()).filename().string());
  report_unmatched(asked->paths, **log);
  const auto writer = create_counter_log(output_, asked->format, (*log)->zone(), title);
  if (!writer) return report(writer.error());
  const interrupt signals;
  const auto copied = copy_log(**log, **writer, ~std::uint64_t{0}, signals);
  bool is_damaged = false;
  for (const auto& input : opened) is_damaged |= report_skipped(input.name, input.reader->notices());
  if (!copied) return report(copied.error());
  if (*copied == 0) note("no sample lies in that time: the log that was written is empty");
  return is_damaged && strict_ ? exit_code::failed : exit_code::done;
}

}  // namespace perfdata::cli
