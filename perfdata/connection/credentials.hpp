// Who asks, and how well the conversation is protected.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include <perfdata/connection/secret.hpp>

namespace perfdata {

/// A Windows or Samba account with a password (NTLMv2). `domain` empty: the target's own accounts.
/// A source keeps it as long as it lives, to connect again. Samba's libraries get a copy for each logon,
/// which is overwritten when the logon is over; the hash that they make of it on the way they free as it is,
/// so that it stays in the process's memory until that is used for something else.
struct password_credentials {
  std::string domain{};
  std::string user{};
  secret password{};
};

/// The Kerberos ticket of a credential cache. `cache` empty: the current one (KRB5CCNAME or the default).
struct kerberos_credentials {
  std::string cache{};
};

/// The key of an account in a keytab file: a ticket is asked for at each logon, into memory. `principal` is
/// "NAME@REALM", or "NAME" in the default realm of krb5.conf.
struct kerberos_keytab_credentials {
  std::string keytab{};
  std::string principal{};
};

/// The account that runs the program: on Windows its token, as RegConnectRegistryW uses it by itself;
/// elsewhere the current Kerberos ticket.
struct caller_credentials {};

/// No account. Most servers refuse it.
struct anonymous_credentials {};

using credentials = std::variant<anonymous_credentials, password_credentials, kerberos_credentials,
                                 kerberos_keytab_credentials, caller_credentials>;

/// What the connection must give; a weaker one is never taken in silence.
enum class protection : std::uint8_t {
  privacy,    ///< encrypted (the default)
  integrity,  ///< signed, readable on the way
  connect,    ///< authenticated at the start only
};

}  // namespace perfdata
