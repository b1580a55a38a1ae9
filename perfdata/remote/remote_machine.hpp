// Another machine's counters over MS-RRP on \PIPE\winreg: what RegConnectRegistryW(\\host,
// HKEY_PERFORMANCE_DATA) opens on Windows. In the target perfdata::remote, which links Samba's client
// libraries (GPL-3); on Windows it is in perfdata::perfdata and goes through advapi32.
#pragma once

#include <chrono>
#include <memory>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/connection/credentials.hpp>
#include <perfdata/connection/machine_address.hpp>
#include <perfdata/registry/predefined_key.hpp>

namespace perfdata {

/// How to connect. Values.
struct remote_options {
  perfdata::credentials credentials = anonymous_credentials{};
  /// On Windows the system decides: it asks for privacy first, and this has no effect.
  perfdata::protection protection = perfdata::protection::privacy;
  std::chrono::milliseconds timeout{10'000};  ///< for connecting as a whole, and for each query after it
  /// Or one of the two text keys, which have title tables only.
  predefined_key key = predefined_key::performance_data;
};

/// Connects, logs on, binds to winreg and opens HKEY_PERFORMANCE_DATA. The source keeps its connection; after
/// it was lost, the next query connects again (a rejected password is never sent twice: from then on every
/// query fails with that error). While a machine is away each query tries once: its name and port must answer
/// within a second before more time is spent. Safe to use from any one thread; sources for several hosts
/// share one I/O thread inside, which ends with the last of them.
/// One thing cannot be had from Samba's libraries without waiting: a Kerberos server that does not answer
/// holds that thread up (kdc_timeout in krb5.conf bounds it); calls still return by their deadline, as
/// timed_out.
///
/// "Help 009" and "Explain 009" stand for each other, whichever the machine knows. Answers may have up to
/// 64 MiB; one that the machine cuts short is asked for again with more room, and the size is remembered for
/// each value name, so that a steady watcher needs one round trip a query.
///
/// Errors: errc::unreachable, logon_failed, access_denied, timed_out, each with the step that failed
/// ("resolve name", "connect to port 445", "negotiate and log on", "open \\winreg", "OpenPerformanceData",
/// "BaseRegQueryValue"), the Win32 code, the NTSTATUS where there is one, and what to try; errc::unsupported
/// when anonymous credentials meet a protection other than connect, because without an account there is no
/// key; from query also errc::not_found, too_large, malformed_data and connection_lost.
[[nodiscard]] result<std::unique_ptr<counter_source>> connect_remote_machine(const machine_address& machine,
                                                                             const remote_options& options);

}  // namespace perfdata
