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

std::string labelled(std::string_view concerned, std::string_view text) {
  const bool names_it =
      text.starts_with(concerned) || text.find(fmt::format("\"{}\"", concerned)) != std::string_view::npos;
  return names_it ? std::string(text) : fmt::format("{}: {}", concerned, text);
}

error labelled(std::string_view concerned, error failure) {
  failure.message = labelled(concerned, std::string_view(failure.message));
  return failure;
}

exit_code report(const error& failure) {
  note(failure.message + codes(failure));
  if (!failure.advice.empty()) tell(fmt::format("  try: {}\n", printable(failure.advice)));
  return failure.code == errc::invalid_argument ? exit_code::usage : exit_code::failed;
}

exit_code report(std::string_view concerned, const error& failure) {
  return report(labelled(concerned, failure));
}

void note(std::string_view text) {
  std::fflush(stdout);
  tell(fmt::format("perfdata: {}\n", printable(text)));
}

void tell(std::string_view text) {
  (void)std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace perfdata::cli
