// Queries answered by Prometheus' own engine, from metrics that it never had to scrape: promtool test rules.
#pragma once

#include "monitor/fleet/metric.hpp"

#include <chrono>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace perfdata::fleet::test {

/// Scrapes in their order, an interval apart, and what queries over them have to answer at the last one.
/// A value.
class promql {
 public:
  /// Why nothing can be asked here, for GTEST_SKIP; empty when it can.
  [[nodiscard]] static std::string why_not();

  /// `near`: how far a value may be from what is expected, as a part of it.
  explicit promql(std::chrono::milliseconds interval, double near = 1e-6)
      : interval_(interval), near_(near) {}

  /// One more scrape of `instance` by `job`; series that it lacks are stale then.
  void scrape(const metric_set& metrics, const std::string& instance, const std::string& job);
  /// What is scraped from now on is an interval later.
  void pass() { ++scrapes_; }

  /// Recording rules and alerts that are evaluated with it.
  void use_rules(const std::filesystem::path& file) { rules_.push_back(file.string()); }

  /// `query` has `series` results, each near `value`.
  void expect(const std::string& query, double value, std::size_t series = 1);
  /// `query` has a result; which, is not said.
  void expect_any(const std::string& query);
  /// Asks. Empty when everything is as expected; else promtool's words, which have what came instead.
  [[nodiscard]] std::string failures() const;

 private:
  void ask(const std::string& query, nlohmann::json samples);

  std::chrono::milliseconds interval_;
  double near_;
  std::size_t scrapes_ = 0;
  std::map<std::string, std::vector<std::string>> series_{};
  std::vector<std::string> rules_{};
  std::vector<nlohmann::json> questions_{};
};

/// What a dashboard writes for its viewer's choices, chosen: everything, and five minutes.
[[nodiscard]] std::string with_everything_chosen(std::string query);

}  // namespace perfdata::fleet::test
