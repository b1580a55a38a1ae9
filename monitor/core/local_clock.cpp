#include "monitor/core/local_clock.hpp"

#include <cmath>
#include <fmt/format.h>
#include <time.h>

namespace perfdata::monitor {

std::string local_clock(double time, bool milliseconds) {
  const auto seconds = static_cast<time_t>(std::floor(time));
  tm fields{};
  localtime_r(&seconds, &fields);
  auto text = fmt::format("{:02}:{:02}:{:02}", fields.tm_hour, fields.tm_min, fields.tm_sec);
  if (milliseconds) text += fmt::format(".{:03}", static_cast<int>((time - std::floor(time)) * 1000));
  return text;
}

}  // namespace perfdata::monitor
