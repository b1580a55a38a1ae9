#include "monitor/cli/serve_metrics.hpp"

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/fleet/read_config.hpp"
#include "monitor/fleet/serve.hpp"

#include <chrono>
#include <fmt/format.h>

namespace perfdata::cli {

exit_code serve_metrics(const serve_arguments& arguments) {
  const auto read = [&arguments]() -> result<fleet::fleet_config> {
    auto config = arguments.config.empty() ? fleet::parse_config("") : fleet::read_config(arguments.config);
    if (config && !arguments.listen.empty()) config->server.listen = arguments.listen;
    return config;
  };
  auto config = read();
  if (!config) return report(config.error());
  if (arguments.check) return exit_code::done;
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
