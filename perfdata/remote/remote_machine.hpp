// Another machine's counters over MS-RRP on \PIPE\winreg: what RegConnectRegistryW(\\host,
// HKEY_PERFORMANCE_DATA) opens on Windows. In the target perfdata::remote, which links Samba's client
// libraries (GPL-3).
#pragma once

#include <chrono>
#include <memory>

#include <perfdata/connection/counter_source.hpp>
#include <perfdata/connection/credentials.hpp>
#include <perfdata/connection/machine_address.hpp>

namespace perfdata {

/// How to connect. Values.
struct remote_options {
  perfdata::credentials credentials = anonymous_credentials{};
  perfdata::protection protection = perfdata::protection::privacy;
  std::chrono::milliseconds timeout{10'000};  ///< for connecting as a whole, and for each query after it
};

/// Connects, logs on, binds to winreg and opens HKEY_PERFORMANCE_DATA. The source keeps its connection; after
/// it was lost, the next query connects again (a rejected password is never tried twice). Safe to use from
/// any one thread; sources for several hosts share one I/O thread inside. Errors: errc::unreachable,
/// logon_failed, access_denied, timed_out, unsupported, each with the step that failed, the Win32 code, the
/// NTSTATUS where there is one, and what to try.
[[nodiscard]] result<std::unique_ptr<counter_source>> connect_remote_machine(const machine_address& machine,
                                                                             const remote_options& options);

}  // namespace perfdata
