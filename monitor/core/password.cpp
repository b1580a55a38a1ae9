#include "monitor/core/password.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string>

#include <perfdata/recording/whole_file.hpp>

namespace perfdata {
namespace {

constexpr std::size_t longest_password_file = std::size_t{60} * 1024;
constexpr std::size_t longest_password = 1024;

template <class Container>
void wipe(Container& container) {
  volatile auto* element = container.data();
  for (std::size_t i = 0; i < container.size(); ++i) element[i] = {};
}

std::string first_line(byte_view bytes) {
  const auto end = std::ranges::find_if(bytes, [](std::byte b) { return b == std::byte{'\n'}; });
  std::string line;
  line.reserve(bytes.size());
  for (auto at = bytes.begin(); at != end; ++at) line.push_back(std::to_integer<char>(*at));
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

}  // namespace

result<secret> read_password_file(const std::string& path) {
  auto bytes = read_whole_file(path, longest_password_file);
  if (!bytes) return failure(bytes.error());
  std::string line = first_line(*bytes);
  wipe(*bytes);
  const std::size_t length = line.size();
  secret password(line);
  wipe(line);
  if (length == 0 || length > longest_password)
    return failure({.code = errc::logon_failed,
                    .message = fmt::format("the first line of the password file \"{}\" is {}", path,
                                           length == 0 ? "empty" : "longer than 1024 bytes"),
                    .advice = "write the password alone on the first line"});
  return password;
}

}  // namespace perfdata
