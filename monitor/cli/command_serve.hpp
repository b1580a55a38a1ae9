// perfdata serve
#pragma once

#include "monitor/cli/command.hpp"

namespace perfdata::cli {

/// Metrics of this machine and of a fleet, for Prometheus and what reads its formats, until Ctrl-C.
class command_serve final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& sources) override;

 private:
  std::string config_{};
  std::string listen_{};
  bool check_ = false;
};

}  // namespace perfdata::cli
