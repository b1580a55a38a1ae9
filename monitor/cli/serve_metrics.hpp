// The seam to the fleet: serve_metrics.cpp with it, serve_metrics_unavailable.cpp without.
#pragma once

#include "monitor/cli/command.hpp"

#include <string>

namespace perfdata::cli {

/// As typed. A value.
struct serve_arguments {
  std::string config{};  ///< a file; empty: this machine only
  std::string listen{};  ///< instead of the configuration's
  std::string otlp{};    ///< where to push besides, instead of the configuration's
  bool check = false;    ///< only read the configuration
};

/// Serves until Ctrl-C or SIGTERM, and reports what stands in the way.
[[nodiscard]] exit_code serve_metrics(const serve_arguments& arguments);

}  // namespace perfdata::cli
