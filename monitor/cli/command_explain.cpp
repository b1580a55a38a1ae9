#include "monitor/cli/command_explain.hpp"

#include "monitor/cli/log_place.hpp"
#include "monitor/cli/place_requests.hpp"
#include "monitor/cli/printable.hpp"
#include "monitor/cli/provenance_text.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/shown_place.hpp"
#include "monitor/cli/utc_text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

exit_code explain_log(const source_arguments& as_typed, const std::string& path) {
  const auto& file = as_typed.file;
  const auto last = last_of_log(file, {path}, parse_utc(as_typed.at));
  if (!last) return report(file, last.error());
  for (const auto& missing : last->unmatched) report(file, missing);
  bool any = false;
  for (const auto& shown : last->rows) {
    if (std::exchange(any, true)) fmt::print("\n");
    for (const auto& line : provenance_lines(shown, {})) fmt::print("{}\n", printable(line));
  }
  if (!any && last->unmatched.empty())
    return report(file, {.code = errc::not_found,
                         .message = "this counter has no value at this moment",
                         .advice = "perfdata watch shows every moment of the file"});
  return any ? exit_code::done : exit_code::failed;
}

}  // namespace

CLI::App& command_explain::setup(CLI::App& program) {
  auto& arguments =
      *program.add_subcommand("explain", "one value's provenance: type, raw numbers, formula, help");
  arguments.add_option("PATH", path_, R"(a counter path: '\Object(instance)\Counter', * is a wildcard)")
      ->required();
  return arguments;
}

exit_code command_explain::run(const source_arguments& as_typed) {
  if (as_typed.is_file() && is_counter_log(as_typed.file)) return explain_log(as_typed, path_);
  const auto sources = with_password(as_typed, {path_});
  if (!sources) return report(sources.error());
  const auto requests = share_out(*sources, {path_});
  if (!requests) return report(requests.error());
  exit_code code = exit_code::done;
  bool any = false;
  for (const auto& place : look_once(*requests, code)) {
    for (const auto& missing : place->unmatched()) report(place->place().label, missing);
    for (const auto& shown : place->last().rows) {
      if (std::exchange(any, true)) fmt::print("\n");
      for (const auto& line : provenance_lines(shown, place->place().names.helps.find(shown.help_index)))
        fmt::print("{}\n", printable(line));
    }
  }
  return any ? code : worse(code, exit_code::failed);
}

}  // namespace perfdata::cli
