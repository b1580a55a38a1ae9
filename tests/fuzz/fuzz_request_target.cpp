// Any text as the address of an HTTP request, and as an Accept or timeout header.
#include "monitor/fleet/exposition.hpp"
#include "monitor/fleet/http_url.hpp"
#include "monitor/fleet/query_string.hpp"
#include "monitor/fleet/scrape_time.hpp"
#include "tests/fuzz/fuzz_target.hpp"

#include <cstdlib>
#include <string>

using namespace perfdata;

void fuzz_one(byte_view bytes) {
  std::string text;
  for (const std::byte b : bytes) text.push_back(std::to_integer<char>(b));
  (void)fleet::format_for(text);
  if (fleet::scrape_time(text) > std::chrono::minutes(10) || fleet::scrape_time(text).count() <= 0)
    std::abort();
  const auto url = fleet::http_url::parse(text);
  if (url && (url->host.empty() || url->port.empty() || text.find('@') != std::string::npos)) std::abort();
  const auto target = fleet::parse_request_target(text);
  if (!target) {
    if (target.error().message.empty() || target.error().advice.empty()) std::abort();
    return;
  }
  const auto clean = [](const std::string& part) {
    for (const char c : part)
      if (static_cast<unsigned char>(c) < 0x20) return false;
    return part.size() <= 4096;
  };
  if (!clean(target->path) || target->parameters.size() > 16) std::abort();
  for (const auto& [name, value] : target->parameters)
    if (!clean(name) || !clean(value)) std::abort();
}
