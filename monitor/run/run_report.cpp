#include "monitor/run/run_report.hpp"

#include "monitor/core/utc_time.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace perfdata {
namespace {

using json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 7> symbols{"", "/s", "%", "s", "B", "B/s", "bit/s"};

json number_or_null(std::optional<double> value) {
  return value && std::isfinite(*value) ? json(*value) : json(nullptr);
}

json as_json(const run_series& series) {
  json values = json::array();
  for (const auto& sample : series.samples) values.push_back(number_or_null(sample.cooked.value));
  json out{{"path", series.path}, {"unit", symbol_of(series.unit.kind)}, {"factor", series.unit.factor}};
  if (const auto found = summarize(series.samples)) {
    out["count"] = found->count;
    out["average"] = number_or_null(found->average);
    out["minimum"] = number_or_null(found->minimum);
    out["maximum"] = number_or_null(found->maximum);
    out["p95"] = number_or_null(found->p95);
  }
  out["values"] = std::move(values);
  return out;
}

json as_json(const measured_run& run) {
  json totals = json::array();
  for (const auto& figure : figures_of(run.totals))
    totals.push_back(
        {{"path", figure.path}, {"unit", symbol_of(figure.unit)}, {"value", number_or_null(figure.value)}});
  json counters = json::array();
  for (const auto& series : run.series) counters.push_back(as_json(series));
  return {{"number", run.number},
          {"started", utc_time(run.start)},
          {"exit_code", run.totals.exit_code},
          {"totals", std::move(totals)},
          {"counters", std::move(counters)}};
}

// What is not of the kind that it should be is as if it were not there.
std::string text_in(const json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> number_in(const json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found != object.end() && found->is_number() ? std::optional(found->get<double>()) : std::nullopt;
}

const json& list_in(const json& object, const char* key) {
  static const json none = json::array();
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found != object.end() && found->is_array() ? *found : none;
}

run_series read_series(const json& object) {
  run_series series{.path = text_in(object, "path"),
                    .unit = {.kind = unit_named(text_in(object, "unit")),
                             .factor = number_in(object, "factor").value_or(1)}};
  for (const auto& value : list_in(object, "values")) {
    timed_value sample;
    if (value.is_number()) sample.cooked = {.value = value.get<double>(), .status = cooked_status::ok};
    series.samples.push_back(sample);
  }
  return series;
}

measured_run read_run(const json& object) {
  measured_run run{.number = static_cast<unsigned>(whole(number_in(object, "number").value_or(1)))};
  run.totals.exit_code = static_cast<int>(whole(number_in(object, "exit_code").value_or(0)) & 0xFFU);
  for (const auto& total : list_in(object, "totals")) {
    const auto value = number_in(total, "value");
    if (value) set_figure(run.totals, text_in(total, "path"), *value);
  }
  for (const auto& counter : list_in(object, "counters")) run.series.push_back(read_series(counter));
  return run;
}

}  // namespace

std::string_view symbol_of(monitor::unit_kind unit) noexcept {
  return symbols[static_cast<std::size_t>(unit)];
}

monitor::unit_kind unit_named(std::string_view symbol) noexcept {
  const auto found = std::ranges::find(symbols, symbol);
  return found == symbols.end() ? monitor::unit_kind::number
                                : static_cast<monitor::unit_kind>(found - symbols.begin());
}

std::string to_json(const run_report& report) {
  json runs = json::array();
  for (const auto& run : report.runs) runs.push_back(as_json(run));
  const json document{{"perfdata_run", 1}, {"program", report.program}, {"runs", std::move(runs)}};
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

result<run_report> parse_run_report(std::string_view text, std::string_view name) {
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded() || number_in(document, "perfdata_run") != 1 ||
      list_in(document, "runs").empty())
    return failure({.code = errc::malformed_data,
                    .message = fmt::format("\"{}\" is not a report of runs", name),
                    .advice = "write one with: perfdata run -o FILE.json -- COMMAND"});
  run_report report{.program = text_in(document, "program")};
  for (const auto& run : list_in(document, "runs")) report.runs.push_back(read_run(run));
  return report;
}

}  // namespace perfdata
