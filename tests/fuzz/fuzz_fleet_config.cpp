// Any text as a fleet's configuration: what is taken is within its bounds, what is not says why.
#include "monitor/fleet/read_config.hpp"
#include "tests/fuzz/fuzz_target.hpp"

#include <cstdlib>
#include <string>

using namespace perfdata;

void fuzz_one(byte_view bytes) {
  std::string text;
  for (const std::byte b : bytes) text.push_back(std::to_integer<char>(b));
  const auto config = fleet::parse_config(text);
  if (!config) {
    if (config.error().message.empty()) std::abort();
    return;
  }
  if (!config->modules.contains("default") || config->max_targets == 0) std::abort();
  for (const auto& [name, module] : config->modules) {
    if (module.objects.empty() || module.period.count() <= 0 || module.timeout.count() <= 0) std::abort();
    if (!module.credentials.empty() && !config->accounts.contains(module.credentials)) std::abort();
  }
}
