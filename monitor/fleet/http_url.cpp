#include "monitor/fleet/http_url.hpp"

#include <algorithm>

namespace perfdata::fleet {
namespace {

error wrong_url() {
  return {.code = errc::invalid_argument,
          .message = "what metrics are to be pushed to is no address",
          .advice = "http://HOST:PORT/PATH or https://HOST/PATH, without a name and password"};
}

}  // namespace

result<http_url> http_url::parse(std::string_view text) {
  const auto whole = text;
  http_url url{.secure = text.starts_with("https://")};
  if (!url.secure && !text.starts_with("http://")) return failure(wrong_url());
  text.remove_prefix(url.secure ? 8 : 7);
  const auto slash = std::min(text.find('/'), text.size());
  auto authority = text.substr(0, slash);
  url.path = slash == text.size() ? "/v1/metrics" : std::string(text.substr(slash));
  for (const char c : whole)
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '@' || c == '#')
      return failure(wrong_url());
  url.port = url.secure ? "443" : "80";
  const auto bracket = authority.rfind(']');
  const auto colon = authority.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    url.port = authority.substr(colon + 1);
    authority = authority.substr(0, colon);
  }
  if (authority.starts_with('[') && authority.ends_with(']'))
    authority = authority.substr(1, authority.size() - 2);
  url.host = authority;
  if (url.host.empty() || url.port.empty() || url.port.find_first_not_of("0123456789") != std::string::npos)
    return failure(wrong_url());
  return url;
}

}  // namespace perfdata::fleet
