#include "monitor/cli/command_show.hpp"

#include "monitor/cli/log_place.hpp"
#include "monitor/cli/place_requests.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/row_table.hpp"
#include "monitor/cli/row_text.hpp"
#include "monitor/cli/shown_place.hpp"
#include "monitor/cli/utc_text.hpp"
#include "monitor/core/utc_time.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace perfdata::cli {
namespace {

using json = nlohmann::ordered_json;

void add_values(json& values, const std::vector<row>& rows, std::chrono::sys_time<hundred_ns> time) {
  for (const auto& shown : rows) {
    json value = row_as_json(shown);
    value["time"] = utc_time(time);
    values.push_back(std::move(value));
  }
}

json as_json(const shown_places& places) {
  json values = json::array();
  json unmatched = json::array();
  json left_out = json::array();
  for (const auto& place : places) {
    add_values(values, place->last().rows, place->last().time);
    for (const auto& missing : place->unmatched()) unmatched.push_back(missing.message);
    for (const auto& missing : place->last().left_out)
      left_out.push_back({{"object", missing.object}, {"error", missing.why.message}});
  }
  return {
      {"values", std::move(values)}, {"unmatched", std::move(unmatched)}, {"left_out", std::move(left_out)}};
}

exit_code report_left_out(const std::string& label, const left_out_rows& missing) {
  error why = missing.why;
  why.message = fmt::format("left out: {}: {}", missing.object, why.message);
  return report(label, why);
}

error no_values() {
  return {.code = errc::not_found,
          .message = "these counters have no value at this moment",
          .advice = "perfdata watch shows every moment of a file, perfdata list what there is"};
}

json as_json(const log_moment& moment) {
  json values = json::array();
  json unmatched = json::array();
  add_values(values, moment.rows, moment.time);
  for (const auto& missing : moment.unmatched) unmatched.push_back(missing.message);
  return {{"values", std::move(values)}, {"unmatched", std::move(unmatched)}};
}

}  // namespace

CLI::App& command_show::setup(CLI::App& program) {
  auto& arguments = *program.add_subcommand("show", "values once (two samples where a rate needs them)");
  arguments.add_option("PATH", paths_, R"(counter paths: '\Object(instance)\Counter', * is a wildcard)")
      ->required();
  arguments.add_flag("--json", json_, "one JSON object");
  return arguments;
}

exit_code command_show::run(const source_arguments& as_typed) {
  if (as_typed.is_file() && is_counter_log(as_typed.file)) return show_log(as_typed);
  const auto sources = with_password(as_typed, paths_);
  if (!sources) return report(sources.error());
  const auto requests = share_out(*sources, paths_);
  if (!requests) return report(requests.error());
  exit_code code = exit_code::done;
  const auto places = look_once(*requests, code);

  std::vector<row> rows;
  bool told = code != exit_code::done;
  for (const auto& place : places) {
    rows.insert(rows.end(), place->last().rows.begin(), place->last().rows.end());
    for (const auto& missing : place->unmatched()) report(place->place().label, missing);
    for (const auto& missing : place->last().left_out)
      code = worse(code, report_left_out(place->place().label, missing));
    told |= !place->unmatched().empty() || !place->last().left_out.empty();
  }
  if (json_)
    fmt::print("{}\n", to_json_text(as_json(places)));
  else
    for (const auto& line : table_lines(rows)) fmt::print("{}\n", line);
  if (rows.empty() && !told) return report(no_values());
  return rows.empty() ? worse(code, exit_code::failed) : code;
}

exit_code command_show::show_log(const source_arguments& as_typed) const {
  const auto& file = as_typed.file;
  const auto last = last_of_log(file, paths_, parse_utc(as_typed.at));
  if (!last) return report(file, last.error());
  for (const auto& missing : last->unmatched) report(file, missing);
  if (json_)
    fmt::print("{}\n", to_json_text(as_json(*last)));
  else
    for (const auto& line : table_lines(last->rows)) fmt::print("{}\n", line);
  if (last->rows.empty() && last->unmatched.empty()) return report(file, no_values());
  return last->rows.empty() ? exit_code::failed : exit_code::done;
}

}  // namespace perfdata::cli
