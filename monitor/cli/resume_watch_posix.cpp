#include "monitor/cli/resume_watch.hpp"

#include <atomic>
#include <csignal>

namespace perfdata::cli {
namespace {

std::atomic<bool> was_continued{false};
struct sigaction before_continue;

extern "C" void perfdata_on_continue(int) {
  was_continued = true;
}

}  // namespace

resume_watch::resume_watch() noexcept {
  was_continued = false;
  struct sigaction action {};
  action.sa_handler = perfdata_on_continue;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGCONT, &action, &before_continue);
}

resume_watch::~resume_watch() {
  ::sigaction(SIGCONT, &before_continue, nullptr);
}

bool resume_watch::happened() noexcept {
  return was_continued.exchange(false);
}

}  // namespace perfdata::cli
