#include "monitor/fleet/logon_gate.hpp"

#include <fmt/format.h>
#include <utility>

namespace perfdata::fleet {

void logon_gate::enter(std::function<void()> go, std::function<void(const error&)> refused) {
  waiting_.push_back({std::move(go), std::move(refused)});
  let_in();
}

void logon_gate::leave(const std::string& machine, const error* why) {
  --inside_;
  if (why == nullptr) {
    proven_ = true;
    refused_by_.clear();
  } else if (why->code == errc::logon_failed) {
    refused_by_.insert(machine);
    last_refusal_ = *why;
  }
  let_in();
}

void logon_gate::let_in() {
  while (!waiting_.empty() && (closed() || proven_ || inside_ < at_a_time)) {
    const visitor next = std::move(waiting_.front());
    waiting_.pop_front();
    if (closed()) {
      next.refused(
          {.code = errc::logon_failed,
           .message = fmt::format("{} machines in a row refused this account, so it is not tried on more "
                                  "of them; the last one: {}",
                                  refused_by_.size(), last_refusal_.message),
           .advice = "mend the account, then POST /-/reload"});
      continue;
    }
    ++inside_;
    next.go();
  }
}

}  // namespace perfdata::fleet
