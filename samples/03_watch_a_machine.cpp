// 3. Watch a machine: counter paths in, cooked rows out, once a second.
//
//    03_watch_a_machine [SAMPLES]
#include "watch.hpp"

#include <chrono>

#include <perfdata/connection/this_machine.hpp>

namespace {

constexpr const char* wanted[] = {
    R"(\Processor(_Total)\% Processor Time)",
    R"(\Memory\Available Bytes)",
    R"(\System\Processes)",
};

int give_up(const perfdata::error& failed) {
  fmt::print(stderr, "{}\n{}\n", failed.message, failed.advice);
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  const int samples = count > 1 ? std::atoi(arguments[1]) : 5;
  std::vector<perfdata::counter_path> paths;
  for (const char* text : wanted) {
    auto path = perfdata::counter_path::parse(text);
    if (!path) return give_up(path.error());
    paths.push_back(std::move(*path));
  }
  const auto source = perfdata::open_this_machine();
  if (!source) return give_up(source.error());
  const auto watched = watch(**source, std::move(paths), samples, std::chrono::seconds(1));
  return watched ? 0 : give_up(watched.error());
}
