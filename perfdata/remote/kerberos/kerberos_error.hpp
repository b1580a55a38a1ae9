// Why Kerberos gives no ticket, in words that say what to do.
#pragma once

#include <cstdint>
#include <string>

#include <perfdata/base/error.hpp>

namespace perfdata {

/// The step's name in errors.
inline constexpr std::string_view kerberos_step = "get a Kerberos ticket";

/// What was asked for, for the sentence. A value.
struct kerberos_request {
  std::string machine{};    ///< as errors name it
  std::string principal{};  ///< who asked; may be empty
  std::string service{};    ///< whom the ticket is for, e.g. "cifs/server"; empty: the KDC itself
  std::string keytab{};     ///< empty: a ticket cache
};

/// `code` is a krb5_error_code; `words` the library's own sentence, used when the code is none of those that
/// people meet. errc::logon_failed, errc::unreachable for a KDC that cannot be reached.
[[nodiscard]] error kerberos_failure(const kerberos_request& request, std::int32_t code,
                                     const std::string& words);

}  // namespace perfdata
