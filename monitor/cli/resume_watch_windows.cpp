#include "monitor/cli/resume_watch.hpp"

namespace perfdata::cli {

resume_watch::resume_watch() noexcept = default;

resume_watch::~resume_watch() = default;

bool resume_watch::happened() noexcept {
  return false;
}

}  // namespace perfdata::cli
