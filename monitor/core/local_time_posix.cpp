#include "monitor/core/local_time.hpp"

#include <ctime>

namespace perfdata {
namespace {

std::tm broken_down(std::chrono::sys_time<hundred_ns> time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const std::time_t since_epoch = seconds.time_since_epoch().count();
  std::tm local{};
  ::localtime_r(&since_epoch, &local);
  return local;
}

}  // namespace

pdh_time to_local(std::chrono::sys_time<hundred_ns> time) {
  using namespace std::chrono;
  const std::tm local = broken_down(time);
  const auto rest = floor<milliseconds>(time) - floor<seconds>(time);
  return {.year = local.tm_year + 1900,
          .month = local.tm_mon + 1,
          .day = local.tm_mday,
          .hour = local.tm_hour,
          .minute = local.tm_min,
          .second = local.tm_sec,
          .millisecond = static_cast<int>(rest.count())};
}

pdh_zone zone_at(std::chrono::sys_time<hundred_ns> time) {
  const std::tm local = broken_down(time);
  return {.name = local.tm_zone != nullptr ? local.tm_zone : "UTC",
          .bias_minutes = static_cast<int>(-local.tm_gmtoff / 60)};
}

}  // namespace perfdata
