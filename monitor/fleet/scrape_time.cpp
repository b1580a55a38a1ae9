#include "monitor/fleet/scrape_time.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace perfdata::fleet {

using namespace std::chrono_literals;

std::chrono::milliseconds scrape_time(std::string_view header) {
  double seconds = 0;
  const auto [end, failed] = std::from_chars(header.data(), header.data() + header.size(), seconds);
  if (header.empty() || failed != std::errc{} || !(seconds > 0)) return 10s;
  const double waited = std::clamp(seconds - 0.5, 0.1, 600.0);
  return std::chrono::milliseconds(static_cast<std::int64_t>(waited * 1000));
}

}  // namespace perfdata::fleet
