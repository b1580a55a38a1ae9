// RegConnectRegistryW, from any system: a predefined key of this computer or of another one. Link
// perfdata::remote where the build has it: connect() is there then, because another machine is reached with
// Samba's client libraries (GPL-3). this_registry.hpp is for programs that stay at home.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include <perfdata/connection/credentials.hpp>
#include <perfdata/connection/machine_address.hpp>
#include <perfdata/registry/registry_key.hpp>

namespace perfdata {

/// How to connect. Values.
struct connect_options {
  /// On Windows the system decides: it asks for privacy first, and this has no effect.
  perfdata::protection protection = perfdata::protection::privacy;
  std::chrono::milliseconds timeout{10'000};  ///< for connecting as a whole, and for each call after it
  bool start_service = false;  ///< start the Remote Registry service of the machine when it is stopped
  /// Told the machine when its service was started, in any thread; must not wait.
  std::function<void(std::string_view machine)> on_service_started{};
};

/// Opens `key` on `machine`; without a machine on this computer.
///
/// This computer: on Windows its registry, for which credentials other than the caller's own are refused; on
/// Linux, which looks at neither credentials nor options, performance_data (built from /proc and /sys), the
/// text keys (the names of those counters), and errc::unsupported for the keys that Linux does not have.
///
/// Another machine: from Linux over SMB and MS-RRP, from Windows through advapi32. The call may succeed and
/// the first query fail: a registry connection has no keep-alive. When it breaks, keys below
/// HKEY_LOCAL_MACHINE and HKEY_USERS are lost with it, as RegConnectRegistryW's handles are; performance keys
/// connect again by themselves from Linux, as connect_remote_machine() says.
///
/// Errors: errc::invalid_argument with ERROR_INVALID_HANDLE (6) for a key that is_connectable() denies,
/// before anything is sent; errc::unsupported in a build without the remote target, or when anonymous
/// credentials meet a protection other than connect; the connection kinds, each with its Win32 code, NTSTATUS
/// or RPC status, step, and what to try.
[[nodiscard]] result<registry_key> connect(const std::optional<machine_address>& machine, predefined_key key,
                                           const credentials& who, const connect_options& options = {});

}  // namespace perfdata
