// Another machine's counters over MS-RRP on \PIPE\winreg: what RegConnectRegistryW(\\host,
// HKEY_PERFORMANCE_DATA) opens on Windows. In the target perfdata::remote, which links Samba's client
// libraries (GPL-3); on Windows it is in perfdata::perfdata and goes through advapi32.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>

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
  /// Whether connect_remote_machine() connects; else the first query does.
  bool connect_first = true;
  /// Whether the machine's Remote Registry service may be started when it is stopped, through its service
  /// control manager; a disabled one is reported and stays as it is.
  bool start_service = false;
  /// Told the machine when its service was started. Called in the I/O thread: must not wait.
  std::function<void(std::string_view machine)> on_service_started{};
  /// When a stop is requested, from any thread, connecting and queries end at once with errc::cancelled,
  /// those under way and all after it.
  std::stop_token stop{};
};

/// Connects (with connect_first), logs on, binds to winreg and opens HKEY_PERFORMANCE_DATA. Safe to use from
/// any one thread; sources for several hosts share one I/O thread inside, which ends with the last of them.
/// What it does after a drop, and when it connects again, is async_machine's: this is an async_machine for a
/// thread that waits. Kerberos tickets come before the logon, without holding that thread up.
///
/// "Help 009" and "Explain 009" stand for each other, whichever the machine knows. Answers may have up to
/// 64 MiB; one that the machine cuts short is asked for again with more room, and the size is remembered for
/// each value name, so that a steady watcher needs one round trip a query.
///
/// Errors: errc::unreachable, logon_failed, access_denied, timed_out, each with the step that failed
/// ("resolve name", "connect to port 445", "get a Kerberos ticket", "negotiate and log on", "open \\winreg",
/// "OpenPerformanceData", "BaseRegQueryValue"), the Win32 code, the NTSTATUS where there is one, and what to
/// try; errc::unsupported when anonymous credentials meet a protection other than connect, because without an
/// account there is no key; errc::cancelled after a stop; from query also errc::not_found, too_large,
/// malformed_data and connection_lost.
[[nodiscard]] result<std::unique_ptr<counter_source>> connect_remote_machine(const machine_address& machine,
                                                                             const remote_options& options);

}  // namespace perfdata
