#include "monitor/cli/serve_metrics.hpp"

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/core/user_folders.hpp"
#include "monitor/fleet/http_url.hpp"
#include "monitor/fleet/read_config.hpp"
#include "monitor/fleet/serve.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <iterator>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::cli {
namespace {

// What a [push] of the configuration says stays; what it leaves open is filled in.
result<void> push_to(const std::string& url, fleet::fleet_config& config) {
  if (auto where = fleet::http_url::parse(url); !where) return failure(where.error());
  auto& push = config.push;
  push.url = url;
  if (push.module.empty()) push.module = "default";
  if (push.targets.empty())
    std::ranges::copy_if(config.targets, std::back_inserter(push.targets),
                         [](const std::string& target) { return !is_wildcard(target); });
  if (push.targets.empty())
    return failure({.code = errc::invalid_argument,
                    .message = "--otlp has nobody to push: no target is named in full",
                    .advice = "name them in targets, or in [push] of the configuration"});
  if (!config.modules.contains(push.module))
    return failure(
        {.code = errc::invalid_argument,
         .message = fmt::format("--otlp pushes the module \"{}\", which is not there", push.module),
         .advice = "name one in [push] of the configuration"});
  if (push.queue.empty()) push.queue = (monitor::state_folder() / "push").string();
  return {};
}

}  // namespace

exit_code serve_metrics(const serve_arguments& arguments) {
  const auto read = [&arguments]() -> result<fleet::fleet_config> {
    auto config = arguments.config.empty() ? fleet::parse_config("") : fleet::read_config(arguments.config);
    if (!config) return config;
    if (!arguments.listen.empty()) config->server.listen = arguments.listen;
    if (arguments.otlp.empty()) return config;
    if (auto pushed = push_to(arguments.otlp, *config); !pushed) return failure(pushed.error());
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
