#include "monitor/cli/interrupt.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace perfdata::cli {
namespace {

// A handler may touch nothing else: a lock-free flag, and a pipe that poll() wakes up for.
std::atomic<bool> was_requested{false};
std::array<int, 2> wake_pipe{-1, -1};
struct sigaction before_int, before_term;

extern "C" void perfdata_on_signal(int number) {
  const int saved = errno;
  if (was_requested.exchange(true)) {
    std::signal(number, SIG_DFL);
    std::raise(number);
  }
  [[maybe_unused]] const auto written = ::write(wake_pipe[1], "", 1);
  errno = saved;
}

}  // namespace

interrupt::interrupt() {
  was_requested = false;
  if (::pipe(wake_pipe.data()) == 0)
    for (const int end : wake_pipe) {
      ::fcntl(end, F_SETFD, FD_CLOEXEC);
      ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
  struct sigaction action {};
  action.sa_handler = perfdata_on_signal;
  ::sigaction(SIGINT, &action, &before_int);
  ::sigaction(SIGTERM, &action, &before_term);
  std::signal(SIGXFSZ, SIG_IGN);  // a limit of file sizes is an error of write(2), not an end
}

interrupt::~interrupt() {
  ::sigaction(SIGINT, &before_int, nullptr);
  ::sigaction(SIGTERM, &before_term, nullptr);
  for (int& end : wake_pipe) {
    ::close(end);
    end = -1;
  }
}

bool interrupt::requested() const noexcept {
  return was_requested;
}

bool interrupt::wait_until(std::chrono::steady_clock::time_point deadline) const noexcept {
  using namespace std::chrono;
  while (!was_requested) {
    const auto left = ceil<milliseconds>(deadline - steady_clock::now());
    if (left <= milliseconds::zero()) break;
    pollfd wake{.fd = wake_pipe[0], .events = POLLIN, .revents = 0};
    ::poll(&wake, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
  }
  return was_requested;
}

}  // namespace perfdata::cli
