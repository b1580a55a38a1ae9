// Values that have come within a threshold, told now and then.
#pragma once

#include "monitor/core/frame.hpp"
#include "monitor/core/selection.hpp"

#include <chrono>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace perfdata::monitor {

/// A value.
struct threshold_alert {
  std::string line{};   ///< as the legend calls it
  std::string value{};  ///< with its unit
  std::string limit{};  ///< "above 90 %"
};

/// A value; knows no clock, so that tests can move one.
class threshold_watch {
 public:
  using clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds quiet{60};

  /// Of the newest values of lines that are not hidden, those within a threshold of their chart: for each
  /// threshold the first such line, at most once in `quiet`. O(lines) while any chart has a threshold.
  [[nodiscard]] std::vector<threshold_alert> look(const frame& seen, const selection& chosen,
                                                  clock::time_point now);

 private:
  using key = std::tuple<chart_id, double, double>;
  std::map<key, clock::time_point> told_;
};

}  // namespace perfdata::monitor
