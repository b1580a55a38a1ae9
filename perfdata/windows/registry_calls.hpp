// The functions of Windows that reach a registry, behind an interface, so that everything over them is
// portable and tests can answer in the system's place.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include <perfdata/connection/credentials.hpp>
#include <perfdata/registry/predefined_key.hpp>
#include <perfdata/registry/registry_key.hpp>

namespace perfdata::win32 {

/// An HKEY. Only the calls know what it stands for.
using key_handle = void*;

/// The HANDLE of an access token.
using token_handle = void*;

/// Where an answer goes, and what came. `size` holds the room's size before the call.
struct value_room {
  std::span<std::byte> bytes{};
  std::uint32_t type = 0;
  std::uint32_t size = 0;
};

/// Every call gives the Win32 error code, 0 for success, and does what the function of that name does. Text
/// is UTF-8. Any call may block for as long as it likes. Used from several threads at once.
class registry_calls {
 public:
  registry_calls() = default;
  registry_calls(const registry_calls&) = delete;
  registry_calls& operator=(const registry_calls&) = delete;
  virtual ~registry_calls() = default;

  /// The handle that always stands for this computer's key. Nothing to close but performance_data, which
  /// gives its providers back.
  [[nodiscard]] virtual key_handle predefined(predefined_key key) const noexcept = 0;

  /// RegConnectRegistryW; `machine` with its two backslashes.
  virtual std::uint32_t connect_registry(const std::string& machine, predefined_key key,
                                         key_handle& opened) = 0;
  /// RegOpenKeyExW with KEY_READ.
  virtual std::uint32_t open_key(key_handle key, const std::string& path, key_handle& opened) = 0;
  /// RegQueryValueExW. With ERROR_MORE_DATA `size` is undefined for performance data.
  virtual std::uint32_t query_value(key_handle key, const std::string& name, value_room& room) = 0;
  /// RegEnumKeyExW, RegEnumValueW; ERROR_NO_MORE_ITEMS (259) behind the last one.
  virtual std::uint32_t enum_key(key_handle key, std::uint32_t index, std::string& name) = 0;
  virtual std::uint32_t enum_value(key_handle key, std::uint32_t index, std::string& name,
                                   value_room& room) = 0;
  /// RegQueryInfoKeyW.
  virtual std::uint32_t query_info(key_handle key, registry_key_info& info) = 0;
  /// RegCloseKey.
  virtual std::uint32_t close_key(key_handle key) = 0;

  /// LogonUserW with LOGON32_LOGON_NEW_CREDENTIALS: proves nothing and asks nobody; the account is used where
  /// the token meets another machine.
  virtual std::uint32_t log_on(const password_credentials& who, token_handle& token) = 0;
  /// ImpersonateLoggedOnUser and RevertToSelf, for the calling thread.
  virtual std::uint32_t impersonate(token_handle token) = 0;
  virtual std::uint32_t revert() = 0;
  virtual void close_token(token_handle token) = 0;
  /// WNetAddConnection2W to a share without a drive letter, for this logon session only; and
  /// WNetCancelConnection2W.
  virtual std::uint32_t add_connection(const std::string& share, const password_credentials& who) = 0;
  virtual std::uint32_t cancel_connection(const std::string& share) = 0;

  /// OpenSCManagerW, OpenServiceW, StartServiceW; ERROR_SERVICE_ALREADY_RUNNING (1056) counts as success.
  virtual std::uint32_t start_service(const std::string& machine, const std::string& service) = 0;

  /// GetComputerNameExW; empty when it fails.
  [[nodiscard]] virtual std::string computer_name() const = 0;

  /// How many have this computer's performance data open: the last one closes it for all.
  std::atomic<int> performance_users{0};
};

/// The system's own. Compiled on Windows only.
[[nodiscard]] std::shared_ptr<registry_calls> advapi32();

}  // namespace perfdata::win32
