// perfdata relog IN… -o OUT [-f FORMAT] [--counters …] [--begin …] [--end …] [--every …]
#pragma once

#include "monitor/cli/command.hpp"

#include <memory>
#include <string>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/recording/counter_log.hpp>

namespace perfdata::cli {

struct relog_request;
struct opened_input;

/// Logs become another log: converted, filtered, thinned out, merged.
class command_relog final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& sources) override;

 private:
  /// -c takes every word behind it: those that are logs were meant as IN.
  void take_logs_behind_counters();
  [[nodiscard]] result<relog_request> request() const;
  [[nodiscard]] result<std::unique_ptr<counter_log_reader>> open_inputs(
      const relog_request& request, std::vector<opened_input>& opened) const;

  std::vector<std::string> inputs_;
  std::string output_;
  std::string format_;
  std::vector<std::string> counters_;
  std::string begin_;
  std::string end_;
  std::string every_;
  bool strict_ = false;
};

}  // namespace perfdata::cli
