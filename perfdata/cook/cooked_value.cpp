#include <perfdata/cook/cooked_value.hpp>

namespace perfdata {

std::string_view to_string(cooked_status status) noexcept {
  switch (status) {
    case cooked_status::ok: return "ok";
    case cooked_status::no_events: return "no events";
    case cooked_status::wrapped: return "wrapped";
    case cooked_status::clamped_low: return "clamped to 0";
    case cooked_status::clamped_high: return "clamped to 100";
    case cooked_status::first_sample: return "first sample";
    case cooked_status::counter_went_back: return "counter went back";
    case cooked_status::clock_went_back: return "clock went back";
    case cooked_status::zero_time: return "no time passed";
    case cooked_status::zero_base: return "base is 0";
    case cooked_status::bad_frequency: return "bad frequency";
    case cooked_status::type_changed: return "type changed";
    case cooked_status::no_base: return "no base";
    case cooked_status::no_data: return "no data";
    case cooked_status::not_numeric: return "not numeric";
    case cooked_status::unsupported: return "unsupported type";
    case cooked_status::stale: return "stale";
  }
  return "unknown";
}

}  // namespace perfdata
