#include "monitor/cli/command_show.hpp"

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/open_place.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/row_table.hpp"
#include "monitor/cli/row_text.hpp"
#include "monitor/cli/selection.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <perfdata/collect/collector.hpp>

namespace perfdata::cli {
namespace {

constexpr std::chrono::seconds between_samples{1};

/// One place with what was collected from it. A resource: the collector refers to the place.
class shown_place {
 public:
  shown_place(open_place place, const std::vector<counter_path>& paths)
      : place_(std::move(place)), counters_(*place_.source, place_.names) {
    for (const auto& unknown : select_known(counters_, place_, paths)) {
      unmatched_.push_back(unknown);
    }
  }

  [[nodiscard]] result<void> collect() {
    auto collected = counters_.collect();
    if (!collected) return failure(collected.error());
    last_ = std::move(*collected);
    return {};
  }

  [[nodiscard]] bool needs_another_sample() const {
    const auto waits = [](const row& shown) { return shown.cooked.status == cooked_status::first_sample; };
    return !place_.is_file && std::ranges::any_of(last_.rows, waits);
  }

  [[nodiscard]] const open_place& place() const noexcept { return place_; }
  [[nodiscard]] const collection& last() const noexcept { return last_; }

  [[nodiscard]] std::vector<error> unmatched() const {
    std::vector<error> all = unmatched_;
    for (const auto& path : last_.unmatched) all.push_back(matches_nothing(path));
    return all;
  }

 private:
  open_place place_;
  collector counters_;
  collection last_;
  std::vector<error> unmatched_;
};

using shown_places = std::vector<std::unique_ptr<shown_place>>;

shown_places open_and_collect(const std::vector<place_request>& requests, exit_code& code) {
  shown_places places;
  for (const auto& request : requests) {
    auto opened = open_with_names(request.options);
    if (!opened) {
      code = worse(code, report(label_of(request.options.place), opened.error()));
      continue;
    }
    auto place = std::make_unique<shown_place>(std::move(*opened), request.paths);
    if (const auto collected = place->collect(); !collected) {
      code = worse(code, report(place->place().label, collected.error()));
      continue;
    }
    places.push_back(std::move(place));
  }
  return places;
}

// What a rate needs. Ctrl-C leaves it at the first sample, and the rows say so.
void collect_again(shown_places& places, exit_code& code) {
  const auto needs = [](const auto& place) { return place->needs_another_sample(); };
  if (std::ranges::none_of(places, needs)) return;
  const interrupt signals;
  if (signals.wait_until(std::chrono::steady_clock::now() + between_samples)) return;
  for (auto& place : places) {
    if (!place->needs_another_sample()) continue;
    if (const auto collected = place->collect(); !collected)
      code = worse(code, report(place->place().label, collected.error()));
  }
}

nlohmann::ordered_json as_json(const shown_places& places) {
  using json = nlohmann::ordered_json;
  json values = json::array();
  json unmatched = json::array();
  for (const auto& place : places) {
    for (const auto& shown : place->last().rows) {
      json value = row_as_json(shown);
      value["time"] = utc_time(place->last().time);
      values.push_back(std::move(value));
    }
    for (const auto& missing : place->unmatched()) unmatched.push_back(missing.message);
  }
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
  const auto sources = with_password(as_typed);
  if (!sources) return report(sources.error());
  const auto requests = share_out(*sources, paths_);
  if (!requests) return report(requests.error());
  exit_code code = exit_code::done;
  auto places = open_and_collect(*requests, code);
  collect_again(places, code);

  std::vector<row> rows;
  for (const auto& place : places) {
    rows.insert(rows.end(), place->last().rows.begin(), place->last().rows.end());
    for (const auto& missing : place->unmatched()) report(place->place().label, missing);
  }
  if (json_)
    fmt::print("{}\n", to_json_text(as_json(places)));
  else
    for (const auto& line : table_lines(rows)) fmt::print("{}\n", line);
  return rows.empty() ? worse(code, exit_code::failed) : code;
}

}  // namespace perfdata::cli
