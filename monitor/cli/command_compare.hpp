// perfdata compare BASE NEW [PATH…] [--json|--markdown] [--all] [--fail-on 'PATH +10%']
#pragma once

#include "monitor/cli/command.hpp"

#include <string>
#include <vector>

namespace perfdata::cli {

/// Two sets of runs: which counters changed, how much, how sure. Exit code 1 when a --fail-on is breached.
class command_compare final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

 private:
  std::string base_;
  std::string newer_;
  std::vector<std::string> paths_;
  std::vector<std::string> gates_;
  bool json_ = false;
  bool markdown_ = false;
  bool all_ = false;
};

}  // namespace perfdata::cli
