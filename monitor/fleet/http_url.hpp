// Where something is posted to.
#pragma once

#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata::fleet {

/// A value.
struct http_url {
  bool secure = false;
  std::string host{};  ///< without brackets
  std::string port{};
  std::string path{};

  /// Errors: errc::invalid_argument for what is not http://HOST[:PORT][/PATH] or https; a name and password
  /// in it are refused: they would end up in messages.
  [[nodiscard]] static result<http_url> parse(std::string_view text);
};

}  // namespace perfdata::fleet
