// Any text as a value name of HKEY_PERFORMANCE_DATA.
#include "tests/fuzz/fuzz_target.hpp"

#include <cstdlib>
#include <string>

#include <perfdata/linux/value_name.hpp>

using namespace perfdata;

void fuzz_one(byte_view bytes) {
  std::string text;
  for (const std::byte b : bytes) text.push_back(std::to_integer<char>(b));
  const auto name = procfs::parse_value_name(text);
  if (!name && name.error().code != errc::not_found) std::abort();
  if (name && name->what == procfs::value_name::kind::objects && name->objects.empty()) std::abort();
}
