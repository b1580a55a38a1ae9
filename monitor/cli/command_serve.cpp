#include "monitor/cli/command_serve.hpp"

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/source_arguments.hpp"
#include "monitor/fleet/read_config.hpp"
#include "monitor/fleet/serve.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <fmt/format.h>

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
  arguments.add_option("--config", config_, "whom to ask for what, in TOML")->type_name("FILE");
  arguments.add_option("--listen", listen_, "instead of the configuration's; default: 127.0.0.1:9642")
      ->type_name("ADDRESS:PORT");
  arguments.add_flag("--check", check_, "only read the configuration");
  arguments.footer(how_to_ask);
  return arguments;
}

exit_code command_serve::run(const source_arguments& sources) {
  if (!sources.hosts.empty() || sources.is_file())
    return report({.code = errc::invalid_argument,
                   .message = "--host and --file are not for serve",
                   .advice = "name targets in the configuration"});
  const auto read = [this]() -> result<fleet::fleet_config> {
    auto config = config_.empty() ? fleet::parse_config("") : fleet::read_config(config_);
    if (config && !listen_.empty()) config->server.listen = listen_;
    return config;
  };
  auto config = read();
  if (!config) return report(config.error());
  if (check_) return exit_code::done;
  const interrupt signals;
  const auto served = fleet::service::start({.config = *std::move(config),
                                             .read_again = read,
                                             .version = PERFDATA_VERSION,
                                             .on_problem = [](const error& why) { (void)report(why); }});
  if (!served) return report(served.error());
  fmt::print("serving {}/\n", (*served)->url());
  std::fflush(stdout);
  while (!signals.wait_until(std::chrono::steady_clock::now() + std::chrono::minutes(1))) {
  }
  return exit_code::done;
}

}  // namespace perfdata::cli
