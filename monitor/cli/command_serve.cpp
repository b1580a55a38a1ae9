#include "monitor/cli/command_serve.hpp"

#include "monitor/cli/report.hpp"
#include "monitor/cli/source_arguments.hpp"

#include <CLI/CLI.hpp>

namespace perfdata::cli {
namespace {

constexpr const char* how_to_ask =
    R"(Without a configuration /metrics shows this machine. With one, /probe?target=HOST&module=NAME asks other machines:
  targets = ["server*.corp.example"]          # nobody else is asked
  [credentials.default]
  user = 'CORP\reader'
  password_file = "/etc/perfdata/reader"
  [modules.default]
  objects = ["Processor", "Memory", { name = "Process", include = ["sqlservr*"] }]
samples/fleet has a whole one, and what Prometheus and Grafana need.)";

}  // namespace

CLI::App& command_serve::setup(CLI::App& program) {
  auto& arguments = *program.add_subcommand("serve", "metrics of a fleet for Prometheus");
  arguments.add_option("--config", arguments_.config, "whom to ask for what, in TOML")->type_name("FILE");
  arguments
      .add_option("--listen", arguments_.listen, "instead of the configuration's; default: 127.0.0.1:9642")
      ->type_name("ADDRESS:PORT");
  arguments
      .add_option("--otlp", arguments_.otlp,
                  "push the targets of [push], or all that are named in full, to this OpenTelemetry "
                  "collector, too")
      ->type_name("URL");
  arguments.add_flag("--check", arguments_.check, "only read the configuration");
  arguments.footer(how_to_ask);
  return arguments;
}

exit_code command_serve::run(const source_arguments& sources) {
  if (!sources.hosts.empty() || sources.is_file())
    return report({.code = errc::invalid_argument,
                   .message = "--host and --file are not for serve",
                   .advice = "name targets in the configuration"});
  return serve_metrics(arguments_);
}

}  // namespace perfdata::cli
