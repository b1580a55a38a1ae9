#include "monitor/cli/command_serve.hpp"
#include "monitor/cli/report.hpp"

#include <CLI/CLI.hpp>

namespace perfdata::cli {

CLI::App& command_serve::setup(CLI::App& program) {
  return *program.add_subcommand("serve", "metrics of a fleet for Prometheus (not in this build)");
}

exit_code command_serve::run(const source_arguments& /*sources*/) {
  return report({.code = errc::unsupported,
                 .message = "this build of perfdata cannot serve metrics",
                 .advice = "build it with -DPERFDATA_FLEET=ON and -DPERFDATA_REMOTE=ON"});
}

}  // namespace perfdata::cli
