// A password from a file or from a person, never from an argument.
#pragma once

#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>
#include <perfdata/connection/secret.hpp>

namespace perfdata {

/// The first line of the file, without its line end; at most 1024 bytes.
/// Errors: errc::not_found, access_denied or system_failure with the path; errc::logon_failed for an empty
/// line or one that is too long.
[[nodiscard]] result<secret> read_password_file(const std::string& path);

/// Asks on the terminal, without echo. Ctrl-C and Ctrl-D cancel.
/// Errors: errc::logon_failed when `allowed` is false, there is no terminal, or the person cancelled.
[[nodiscard]] result<secret> ask_for_password(std::string_view user, bool allowed);

}  // namespace perfdata
