#include "monitor/cli/report.hpp"

#include "monitor/cli/printable.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

std::string codes(const error& failure) {
  if (!failure.system || (failure.system->win32 == 0 && failure.system->nt_status == 0)) return {};
  if (failure.system->nt_status == 0) return fmt::format(" (error {})", failure.system->win32);
  if (failure.system->win32 == 0) return fmt::format(" (0x{:08X})", failure.system->nt_status);
  return fmt::format(" (error {}, 0x{:08X})", failure.system->win32, failure.system->nt_status);
}

}  // namespace

exit_code report(const error& failure) {
  note(failure.message + codes(failure));
  if (!failure.advice.empty()) fmt::print(stderr, "  try: {}\n", printable(failure.advice));
  return failure.code == errc::invalid_argument ? exit_code::usage : exit_code::failed;
}

exit_code report(std::string_view concerned, const error& failure) {
  error named = failure;
  named.message = fmt::format("{}: {}", concerned, failure.message);
  return report(named);
}

void note(std::string_view text) {
  std::fflush(stdout);
  fmt::print(stderr, "perfdata: {}\n", printable(text));
}

}  // namespace perfdata::cli
