// Tickets: one from a keytab's key, and whether the ones in a cache are of use for a machine.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <perfdata/base/deadline.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/connection/credentials.hpp>

namespace perfdata {

/// A ticket for a machine's SMB service.
struct service_ticket {
  std::string principal{};  ///< who, e.g. "alice@CORP.EXAMPLE"
  std::string service{};    ///< for whom, e.g. "cifs/server.corp.example@CORP.EXAMPLE"
  std::chrono::system_clock::time_point ends{};
};

/// Credentials that Samba's libraries can use at once. A value.
struct ready_credentials {
  perfdata::credentials credentials{};
  std::optional<service_ticket> ticket{};  ///< Kerberos only
  std::shared_ptr<const void> owner{};     ///< keeps a keytab's ticket on disk while somebody may use it
};

/// For Kerberos: sees to it that the cache holds the tickets for "cifs/`host`" and "host/`host`" that logging
/// on needs, with the KDC's help where it does not yet, so that Samba's libraries, which would stand still
/// meanwhile, need not ask. A keytab's key first becomes a ticket in a cache of its own: a file that only
/// this user may read, in $XDG_RUNTIME_DIR or the temporary folder, which goes with the last owner;
/// connections with the same keytab and account share it for as long as it lasts. Other credentials come back
/// as they are.
/// `machine` is for the words. Waits for the KDC no longer than `until`.
/// Errors: kerberos_failure's; errc::timed_out; errc::system_failure when the cache cannot be written;
/// errc::unsupported for a kind of cache that Samba's libraries do not know.
[[nodiscard]] result<ready_credentials> with_ticket(const credentials& who, const std::string& machine,
                                                    const std::string& host, const deadline& until);

/// Whether logging on with these takes a Kerberos ticket.
[[nodiscard]] bool needs_ticket(const credentials& who) noexcept;

/// Takes what with_ticket() answers, without a deadline.
using ticket_answer = std::function<void(result<ready_credentials>)>;

/// The same for those who cannot wait. `done` is called once: from a thread of ours, or, where no KDC is
/// needed, before this returns. Not at all when what this returns has gone before.
[[nodiscard]] std::shared_ptr<const void> start_ticket(const credentials& who, const std::string& machine,
                                                       const std::string& host, ticket_answer done);

/// What with_ticket() fails with when `until` comes first.
[[nodiscard]] error ticket_timed_out(const std::string& machine);

}  // namespace perfdata
