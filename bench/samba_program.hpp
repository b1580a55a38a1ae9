// What the programs that start an smbd to measure with have in common.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <string>
#include <tests/support/samba_server.hpp>

namespace perfdata::bench {

/// False, and why on standard error, where no smbd can run.
[[nodiscard]] inline bool can_run_samba() {
  const auto why = test::samba_server::why_not();
  if (!why.empty()) fmt::print(stderr, "{}\n", why);
  return why.empty();
}

/// The number at `position` of the command line, or `otherwise`.
[[nodiscard]] inline int argument(int count, char** arguments, int position, int otherwise) {
  return count > position ? std::atoi(arguments[position]) : otherwise;
}

/// /proc/loadavg, as figures mean little without it.
inline void print_load() {
  std::ifstream load("/proc/loadavg");
  std::string average;
  std::getline(load, average);
  fmt::print("load of the machine: {}\n", average);
}

}  // namespace perfdata::bench
