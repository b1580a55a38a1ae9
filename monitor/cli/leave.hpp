// How a command ends while hosts may still be on their way to an answer.
#pragma once

#include "monitor/cli/command.hpp"

#include <algorithm>
#include <functional>
#include <stop_token>

namespace perfdata::cli {

/// As leave(), for whatever `all_answered` knows of.
[[nodiscard]] exit_code leave_when(const std::function<bool()>& all_answered, std::stop_source& cancel,
                                   exit_code code);

/// Cancels what waits for a machine, and gives it a second. A thread inside anything else that does not
/// return cannot be stopped, and the libraries it is in must not be torn down under it: the process then ends
/// here, with `code`. So everything must be written, and recordings closed. `hosts`: pointers to what has
/// answered(). @returns `code`.
template <class Hosts>
[[nodiscard]] exit_code leave(const Hosts& hosts, std::stop_source& cancel, exit_code code) {
  return leave_when(
      [&] { return std::ranges::all_of(hosts, [](const auto& host) { return host->answered(); }); }, cancel,
      code);
}

}  // namespace perfdata::cli
