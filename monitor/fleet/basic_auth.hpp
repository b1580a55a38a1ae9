// Who may ask, by name and password.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/connection/secret.hpp>

namespace perfdata::fleet {

/// HTTP's basic authentication (RFC 7617). A value; nothing here says which names there are, or how much of a
/// password was right.
class basic_auth {
 public:
  /// "name:password" lines; blank ones and those that start with # are none. Errors: those of reading the
  /// file; errc::access_denied for one that others than its owner may read; errc::invalid_argument with the
  /// number of a line that is no such pair, or when there is none.
  [[nodiscard]] static result<basic_auth> read(const std::string& path);

  /// Whether an Authorization header lets its sender in. Takes the same time for every wrong one of a length.
  [[nodiscard]] bool allows(std::string_view authorization) const;

 private:
  std::vector<secret> digests_;  // SHA-256 of "name:password"
};

}  // namespace perfdata::fleet
