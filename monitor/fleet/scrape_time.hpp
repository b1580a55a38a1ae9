// The patience of whoever scrapes.
#pragma once

#include <chrono>
#include <string_view>

namespace perfdata::fleet {

/// How long a scrape may take: what Prometheus says it waits (X-Prometheus-Scrape-Timeout-Seconds), less half
/// a second for the way back; ten seconds where it says nothing, never more than ten minutes.
[[nodiscard]] std::chrono::milliseconds scrape_time(std::string_view header);

}  // namespace perfdata::fleet
