// Logs on as the programs do, asks once, closes everything, and then waits to be looked at.
#include "monitor/core/source_options.hpp"

#include <cstdio>
#include <string_view>
#include <unistd.h>

namespace {

/// Whether it went as `expected` says, "accepted" or "refused".
bool connect_and_ask(const char* host, const char* user, const char* password_file,
                     std::string_view expected) {
  const perfdata::source_options options{
      .place = perfdata::host_place{host}, .user = user, .password_file = password_file};
  const auto source = perfdata::open_source(options);
  perfdata::byte_buffer answer;
  const bool asked = source && (*source)->query("Global", answer);
  return asked == (expected == "accepted");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5 || !connect_and_ask(argv[1], argv[2], argv[3], argv[4])) return 1;
  std::puts("closed");
  std::fflush(stdout);
  for (;;) ::pause();
}
