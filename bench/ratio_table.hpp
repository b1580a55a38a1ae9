// One table out of all repetitions: how fast, how fast beside the yardsticks of the same run, and whether
// that is what it has to be.
#pragma once

#include <bench/baseline.hpp>
#include <bench/goals.hpp>
#include <bench/workloads.hpp>
#include <benchmark/benchmark.h>
#include <map>
#include <string>
#include <vector>

namespace perfdata::bench {

/// "parse, values/1MiB": what a benchmark is registered as.
[[nodiscard]] std::string benchmark_name(const workload& work, const server_data& data);

/// Whether the operation exists for this data.
[[nodiscard]] bool applies(const workload& work, const server_data& data);

/// An operation that takes longer than it may. A value.
struct missed_goal {
  std::string name{};
  std::string yardstick{};  ///< that it is judged beside; empty: none
  double figure = 0;
  double must = 0;
};

/// Collects every repetition and prints the table at the end. The quickest of an operation's repetitions
/// counts: what others do on the machine only makes it slower. Ratios are per byte, so that a pass over two
/// blocks is held against a yardstick over two. A resource; `data` must outlive it.
class ratio_table : public benchmark::BenchmarkReporter {
 public:
  explicit ratio_table(const std::vector<server_data>& data) : data_(data) {}

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

  /// What was measured beside the naive walk, or the memory read, one a row but for the yardsticks.
  [[nodiscard]] std::vector<measured_ratio> ratios() const;
  /// What was measured and misses its "must".
  [[nodiscard]] std::vector<missed_goal> missed() const;

 private:
  [[nodiscard]] double nanoseconds(std::string_view name, const server_data& data) const;
  /// 0 when one of the two was not measured.
  [[nodiscard]] double times(const workload& work, std::string_view yardstick, const server_data& data) const;
  /// In the unit in which the operation is judged; 0 when that was not measured.
  [[nodiscard]] double figure(const workload& work, const server_data& data) const;
  [[nodiscard]] std::string ratio(const workload& work, std::string_view yardstick,
                                  const server_data& data) const;
  void print_row(const workload& work, const server_data& data) const;

  const std::vector<server_data>& data_;
  std::map<std::string, double> nanoseconds_;  // CPU time of the quickest pass, by benchmark name
};

}  // namespace perfdata::bench
