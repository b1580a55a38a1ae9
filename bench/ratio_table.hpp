// One table out of all repetitions: how fast, and how fast beside the yardsticks of the same run.
#pragma once

#include <bench/baseline.hpp>
#include <bench/workloads.hpp>
#include <benchmark/benchmark.h>
#include <map>
#include <string>
#include <vector>

namespace perfdata::bench {

/// "parse, values/1MiB": what a benchmark is registered as.
[[nodiscard]] std::string benchmark_name(const workload& work, const server_data& data);

/// Collects every repetition and prints the table at the end, medians throughout. Ratios are per byte, so
/// that a pass over two blocks is held against a yardstick over two. A resource; `data` must outlive it.
class ratio_table : public benchmark::BenchmarkReporter {
 public:
  explicit ratio_table(const std::vector<server_data>& data) : data_(data) {}

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

  /// What was measured, one a row but for the yardsticks.
  [[nodiscard]] std::vector<measured_ratio> ratios() const;

 private:
  [[nodiscard]] double nanoseconds(const workload& work, const server_data& data) const;
  /// 0 when one of the two was not measured.
  [[nodiscard]] double times(const workload& work, std::string_view yardstick, const server_data& data) const;
  [[nodiscard]] std::string ratio(const workload& work, std::string_view yardstick,
                                  const server_data& data) const;
  void print_row(const workload& work, const server_data& data) const;

  const std::vector<server_data>& data_;
  std::map<std::string, std::vector<double>> nanoseconds_;  // CPU time of one pass, by benchmark name
};

}  // namespace perfdata::bench
