// What stands behind the "?" of a URL.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata::fleet {

/// A request's target, taken apart. A value.
struct request_target {
  std::string path{};
  std::map<std::string, std::string> parameters{};
};

/// "/probe?target=a&module=b", percent-decoded. Errors: errc::invalid_argument for what is longer than 4096
/// bytes, an escape that is none, a control character (also an escaped one), a parameter that comes twice, or
/// more than 16 of them. Linear.
[[nodiscard]] result<request_target> parse_request_target(std::string_view text);

}  // namespace perfdata::fleet
