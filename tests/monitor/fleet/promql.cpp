#include "tests/monitor/fleet/promql.hpp"

#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <tests/support/captured_process.hpp>
#include <utility>

namespace perfdata::fleet::test {
namespace {

using perfdata::test::run_captured;

std::string name_of(const std::string& metric, const label_set& labels, const std::string& instance,
                    const std::string& job) {
  auto out = fmt::format("{}{{instance={},job={}", metric, nlohmann::json(instance).dump(),
                         nlohmann::json(job).dump());
  for (const auto& label : labels)
    out += fmt::format(",{}={}", label.name, nlohmann::json(label.value).dump());
  return out + "}";
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

std::string promql::why_not() {
  return run_captured({"/bin/sh", "-c", "command -v promtool"}).code == 0
             ? std::string{}
             : "skipped: promtool is not installed (Debian: apt-get install prometheus)";
}

void promql::scrape(const metric_set& metrics, const std::string& instance, const std::string& job) {
  for (const auto& family : metrics.families)
    for (const auto& point : family.points) {
      auto& values = series_[name_of(sample_name(family), metrics.labels[point.labels], instance, job)];
      while (values.size() < scrapes_)
        values.emplace_back(values.empty() || values.back() == "_" ? "_" : "stale");
      values.push_back(fmt::format("{}", point.value));
    }
}

void promql::ask(const std::string& query, nlohmann::json samples) {
  questions_.push_back({{"expr", query}, {"exp_samples", std::move(samples)}});
}

void promql::expect(const std::string& query, double value, std::size_t series) {
  const auto near = std::abs(value) * near_ + 1e-12;
  auto nothing = nlohmann::json::array();
  ask(fmt::format("({}) unless (abs(({}) - ({})) <= {})", query, query, value, near), nothing);
  ask(fmt::format("count({})", query), {{{"labels", "{}"}, {"value", series}}});
}

void promql::expect_any(const std::string& query) {
  ask(fmt::format("count({}) > bool 0", query), {{{"labels", "{}"}, {"value", 1}}});
}

std::string promql::failures() const {
  const auto last = fmt::format("{}ms", interval_.count() * static_cast<std::int64_t>(scrapes_));
  auto series = nlohmann::json::array();
  for (auto [name, values] : series_) {
    if (values.size() <= scrapes_) values.emplace_back("stale");
    series.push_back({{"series", name}, {"values", fmt::format("{}", fmt::join(values, " "))}});
  }
  auto questions = questions_;
  for (auto& each : questions) each["eval_time"] = last;
  const auto interval = fmt::format("{}ms", interval_.count());
  const nlohmann::json test{
      {"interval", interval}, {"input_series", series}, {"promql_expr_test", questions}};
  const nlohmann::json file{
      {"rule_files", rules_}, {"evaluation_interval", interval}, {"tests", nlohmann::json::array({test})}};
  const perfdata::test::scratch_folder folder;
  write_text(folder / "queries.yml", file.dump());  // JSON is YAML
  const auto end = run_captured({"/usr/bin/env", "promtool", "test", "rules", folder / "queries.yml"});
  return end.code == 0 ? std::string{} : end.out + end.err;
}

std::string with_everything_chosen(std::string query) {
  for (const auto& [from, to] : {std::pair{"$__rate_interval", "5m"}, std::pair{"$instance", ".*"},
                                 std::pair{"$job", ".*"}, std::pair{"$hostname", ".*"}})
    replace_all(query, from, to);
  return query;
}

}  // namespace perfdata::fleet::test
