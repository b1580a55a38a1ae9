// Who asks, and how well the conversation is protected.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include <perfdata/connection/secret.hpp>

namespace perfdata {

/// A Windows or Samba account with a password (NTLMv2). `domain` empty: the target's own accounts.
struct password_credentials {
  std::string domain{};
  std::string user{};
  secret password{};
};

/// The Kerberos ticket of a credential cache. `cache` empty: the current one (KRB5CCNAME or the default).
struct kerberos_credentials {
  std::string cache{};
};

/// The account that runs the program: on Windows its token, as RegConnectRegistryW uses it by itself;
/// elsewhere the current Kerberos ticket.
struct caller_credentials {};

/// No account. Most servers refuse it.
struct anonymous_credentials {};

using credentials =
    std::variant<anonymous_credentials, password_credentials, kerberos_credentials, caller_credentials>;

/// What the connection must give; a weaker one is never taken in silence.
enum class protection : std::uint8_t {
  privacy,    ///< encrypted (the default)
  integrity,  ///< signed, readable on the way
  connect,    ///< authenticated at the start only
};

}  // namespace perfdata
