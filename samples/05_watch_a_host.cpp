// 5. Watch a host: as sample 3, with the counters of another machine. Links perfdata::remote.
//
//    05_watch_a_host HOST USER PASSWORD-FILE PATH [SAMPLES]
#include "watch.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <perfdata/remote/remote_machine.hpp>

namespace {

int give_up(const perfdata::error& failed) {
  fmt::print(stderr, "{}\n{}\n", failed.message, failed.advice);
  if (failed.system) fmt::print(stderr, "the step that failed: {}\n", failed.system->step);
  return 1;
}

// The first line of a file that only you can read: a password is never an argument.
perfdata::secret read_password(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  perfdata::secret password(line);
  std::ranges::fill(line, '\0');
  return password;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 5) {
    fmt::print(stderr, "usage: 05_watch_a_host HOST USER PASSWORD-FILE PATH [SAMPLES]\n");
    return 2;
  }
  const auto host = perfdata::machine_address::parse(arguments[1]);
  if (!host) return give_up(host.error());
  auto path = perfdata::counter_path::parse(arguments[4]);
  if (!path) return give_up(path.error());
  const auto source = perfdata::connect_remote_machine(
      *host, {.credentials = perfdata::password_credentials{.user = arguments[2],
                                                            .password = read_password(arguments[3])},
              .timeout = std::chrono::seconds(5)});
  if (!source) return give_up(source.error());
  const int samples = count > 5 ? std::atoi(arguments[5]) : 5;
  const auto watched = watch(**source, {std::move(*path)}, samples, std::chrono::seconds(1));
  return watched ? 0 : give_up(watched.error());
}
