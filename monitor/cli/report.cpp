#include "monitor/cli/report.hpp"

#include "monitor/cli/printable.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace perfdata::cli {
namespace {

// The numbers that the message does not name already.
std::string codes(const error& failure) {
  if (!failure.system) return {};
  std::string numbers;
  const auto add = [&](std::string_view number) {
    if (failure.message.find(number) == std::string::npos) numbers += fmt::format(" ({})", number);
  };
  if (failure.system->win32 != 0) add(fmt::to_string(failure.system->win32));
  if (failure.system->nt_status != 0) add(fmt::format("0x{:08X}", failure.system->nt_status));
  return numbers;
}

}  // namespace

exit_code report(const error& failure) {
  note(failure.message + codes(failure));
  if (!failure.advice.empty()) fmt::print(stderr, "  try: {}\n", printable(failure.advice));
  return failure.code == errc::invalid_argument ? exit_code::usage : exit_code::failed;
}

exit_code report(std::string_view concerned, const error& failure) {
  error named = failure;
  if (!failure.message.starts_with(concerned))
    named.message = fmt::format("{}: {}", concerned, failure.message);
  return report(named);
}

void note(std::string_view text) {
  std::fflush(stdout);
  fmt::print(stderr, "perfdata: {}\n", printable(text));
}

}  // namespace perfdata::cli
