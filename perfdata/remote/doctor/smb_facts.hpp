// What an SMB connection came to, as far as Samba's client libraries let it be seen.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <perfdata/remote/doctor/samba_release.hpp>

namespace perfdata {

/// How far a logon to a pipe has come.
enum class logon_stage : std::uint8_t {
  negotiate,    ///< TCP, dialect, capabilities
  log_on,       ///< the account
  connect_ipc,  ///< the share IPC$
  open_pipe,    ///< \winreg
  bind,         ///< the interface, and RPC's own protection
  open_key,     ///< OpenPerformanceData
};
inline constexpr std::size_t logon_stages = 6;

/// A value. Nothing is known before `negotiate` is over.
struct smb_facts {
  std::string dialect{};   ///< "SMB 3.1.1"; empty: not known
  bool must_sign = false;  ///< the server insists on signing
  std::string cipher{};    ///< of SMB3 encryption, "AES-128-GCM"; empty: none was agreed on
  bool encrypted = false;  ///< SMB3 encryption is on
  std::optional<std::chrono::system_clock::time_point> server_time{};  ///< when it negotiated
  /// The release of Samba's libraries, when it is not one whose numbers are known ("4.18.0"): then nothing
  /// else is.
  std::string unknown_samba{};
};

/// The stage that a connect which libdcerpc makes below `root` is in, `negotiate` to `bind`. In the loop's
/// thread only.
[[nodiscard]] logon_stage stage_of(const void* root);

/// What is known of the connection below `root`, with libraries of `release`: their functions are only asked,
/// and their numbers only read, where the release is_known(). In the loop's thread only.
[[nodiscard]] smb_facts facts_of(const void* root, const std::optional<samba_release>& release);

}  // namespace perfdata
