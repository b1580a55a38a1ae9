#include <charconv>
#include <fmt/format.h>

#include <perfdata/connection/machine_address.hpp>

namespace perfdata {
namespace {

error bad_address(std::string_view text, std::string_view why) {
  return {.code = errc::invalid_argument,
          .message = fmt::format("\"{}\" is not a machine name: {}", text, why),
          .advice = R"(write \\NAME, NAME, an IPv4 address or [IPv6], each with :port where it is not 445)"};
}

bool parse_port(std::string_view digits, std::uint16_t& port) {
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return failed == std::errc{} && end == digits.data() + digits.size() && port != 0;
}

}  // namespace

result<machine_address> machine_address::parse(std::string_view text) {
  std::string_view rest = text;
  if (rest.starts_with("\\\\")) rest.remove_prefix(2);
  machine_address address;
  std::string_view port;
  bool has_port = false;
  if (rest.starts_with('[')) {
    const auto close = rest.find(']');
    if (close == std::string_view::npos) return failure(bad_address(text, "the bracket is not closed"));
    address.host = rest.substr(1, close - 1);
    rest.remove_prefix(close + 1);
    has_port = rest.starts_with(':');
    if (has_port)
      port = rest.substr(1);
    else if (!rest.empty())
      return failure(bad_address(text, "text behind the bracket"));
  } else if (const auto colon = rest.find(':');
             colon != std::string_view::npos && rest.find(':', colon + 1) == std::string_view::npos) {
    address.host = rest.substr(0, colon);
    port = rest.substr(colon + 1);
    has_port = true;
  } else {
    address.host = rest;  // no colon, or a bare IPv6 address
  }
  if (address.host.empty()) return failure(bad_address(text, "it is empty"));
  if (address.host.find_first_of(" \t\r\n/\\[]") != std::string::npos)
    return failure(bad_address(text, "it holds a blank, a slash or a bracket"));
  if (has_port && !parse_port(port, address.port))
    return failure(bad_address(text, "the port is not 1 to 65535"));
  return address;
}

std::string machine_address::to_string() const {
  const bool v6 = host.find(':') != std::string::npos;
  if (port == 445) return host;
  return v6 ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

}  // namespace perfdata
