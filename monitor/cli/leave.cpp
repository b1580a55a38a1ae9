#include "monitor/cli/leave.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace perfdata::cli {

exit_code leave_when(const std::function<bool()>& all_answered, std::stop_source& cancel, exit_code code) {
  using clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds patience{1000};
  constexpr std::chrono::milliseconds look_again{1};
  cancel.request_stop();
  for (const auto end = clock::now() + patience; !all_answered() && clock::now() < end;)
    std::this_thread::sleep_for(look_again);
  if (all_answered()) return code;
  std::fflush(nullptr);
  std::_Exit(static_cast<int>(code));
}

}  // namespace perfdata::cli
