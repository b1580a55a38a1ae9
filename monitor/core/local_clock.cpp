#include "monitor/core/local_clock.hpp"

#include "monitor/core/local_time.hpp"

#include <cmath>
#include <fmt/format.h>

namespace perfdata::monitor {

std::string local_clock(double time, bool milliseconds) {
  const auto whole = static_cast<std::int64_t>(std::floor(time));
  const pdh_time local = to_local(std::chrono::sys_time<hundred_ns>(std::chrono::seconds(whole)));
  auto text = fmt::format("{:02}:{:02}:{:02}", local.hour, local.minute, local.second);
  if (milliseconds) text += fmt::format(".{:03}", static_cast<int>((time - std::floor(time)) * 1000));
  return text;
}

}  // namespace perfdata::monitor
