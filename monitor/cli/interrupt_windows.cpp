#include "monitor/cli/interrupt.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <windows.h>

namespace perfdata::cli {
namespace {

// The system calls the handler on a thread of its own. The event is never closed: a handler may still run
// while its interrupt goes.
std::atomic<bool> was_requested{false};
HANDLE wake() {
  static const HANDLE event = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
  return event;
}

// Closing the window and logging off end the program when the handler returns, whatever it says; the wait
// gives the command the time that the system allows to finish.
BOOL WINAPI on_control(DWORD what) {
  if (was_requested.exchange(true)) return FALSE;
  ::SetEvent(wake());
  if (what == CTRL_CLOSE_EVENT || what == CTRL_LOGOFF_EVENT || what == CTRL_SHUTDOWN_EVENT) ::Sleep(INFINITE);
  return TRUE;
}

}  // namespace

interrupt::interrupt() {
  was_requested = false;
  ::ResetEvent(wake());
  ::SetConsoleCtrlHandler(on_control, TRUE);
}

interrupt::~interrupt() {
  ::SetConsoleCtrlHandler(on_control, FALSE);
}

bool interrupt::requested() const noexcept {
  return was_requested;
}

bool interrupt::wait_until(std::chrono::steady_clock::time_point deadline) const noexcept {
  using namespace std::chrono;
  while (!was_requested) {
    const auto left = ceil<milliseconds>(deadline - steady_clock::now());
    if (left <= milliseconds::zero()) break;
    ::WaitForSingleObject(wake(), static_cast<DWORD>(std::min<std::int64_t>(left.count(), 60'000)));
  }
  return was_requested;
}

}  // namespace perfdata::cli
