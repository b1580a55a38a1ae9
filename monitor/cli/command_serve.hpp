// perfdata serve
#pragma once

#include "monitor/cli/command.hpp"
#include "monitor/cli/serve_metrics.hpp"

namespace perfdata::cli {

/// Metrics of this machine and of a fleet, for Prometheus and what reads its formats, until Ctrl-C.
class command_serve final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& sources) override;

 private:
  serve_arguments arguments_{};
};

}  // namespace perfdata::cli
