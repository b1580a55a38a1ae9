// Any text as a counter path: what parses prints to a path that parses to the same.
#include "tests/fuzz/fuzz_target.hpp"

#include <cstdlib>
#include <string>

#include <perfdata/query/planner.hpp>

using namespace perfdata;

void fuzz_one(byte_view bytes) {
  std::string text;
  for (const std::byte b : bytes) text.push_back(std::to_integer<char>(b));
  const auto path = counter_path::parse(text);
  if (!path) {
    if (path.error().message.empty() || path.error().advice.empty()) std::abort();
    return;
  }
  const auto again = counter_path::parse(path->to_string());
  if (!again || again->to_string() != path->to_string()) std::abort();
  (void)matches_instance(*path, path->counter, 1);
  (void)matches_counter(*path, 6, path->object);
  if (path->object.find('*') == std::string::npos && !matches_wildcard(path->object, path->object))
    std::abort();
}
