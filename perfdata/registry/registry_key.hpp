// An open key of a registry, this computer's or another's: what RegConnectRegistryW hands out.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/clock.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/registry/predefined_key.hpp>
#include <perfdata/registry/registry_value.hpp>

namespace perfdata {

/// What RegQueryInfoKeyW tells. A value. The two lengths of names may be larger than the longest name is: a
/// machine may state bytes (MS-RRP 3.1.5.16: "or a greater size").
struct registry_key_info {
  std::uint32_t subkeys = 0;
  std::uint32_t longest_subkey = 0;  ///< UTF-16 units, without the NUL
  std::uint32_t values = 0;
  std::uint32_t longest_value_name = 0;  ///< UTF-16 units, without the NUL
  std::uint32_t longest_value = 0;       ///< bytes
  std::chrono::sys_time<hundred_ns> last_write{};
};

/// What does the work behind a registry_key: one for each way to reach a registry. Destroying it closes the
/// key.
class registry_backend {
 public:
  registry_backend() = default;
  registry_backend(const registry_backend&) = delete;
  registry_backend& operator=(const registry_backend&) = delete;
  virtual ~registry_backend() = default;

  [[nodiscard]] virtual result<registry_value> query_value(std::string_view name) = 0;
  [[nodiscard]] virtual result<std::unique_ptr<registry_backend>> open_subkey(std::string_view path) = 0;
  [[nodiscard]] virtual result<std::vector<std::string>> subkeys() = 0;
  [[nodiscard]] virtual result<std::vector<registry_value>> values() = 0;
  [[nodiscard]] virtual result<registry_key_info> info() = 0;
  /// Called once at most; nothing else is called after it.
  [[nodiscard]] virtual result<void> close() = 0;
};

/// A resource that can be moved. Closes the key when it goes, as RegCloseKey does; close() tells how that
/// went. One thread at a time; keys of one connection share it and may be used from different threads, one
/// after the other inside.
///
/// Errors of every member carry the Win32 code (`system->win32`), its NTSTATUS or RPC status where there is
/// one, and the step that failed: errc::invalid_argument with ERROR_INVALID_HANDLE (6) on a closed or
/// moved-from key; errc::not_found (2) for a missing value or subkey; errc::access_denied (5); the
/// connection kinds. On a performance key subkeys do not exist: open_subkey and subkeys fail with
/// ERROR_INVALID_HANDLE without asking the other side (MS-RRP 3.1.5.4: such handles accept only query,
/// enumerate and close).
class registry_key {
 public:
  registry_key() = default;
  registry_key(predefined_key root, std::unique_ptr<registry_backend> backend);
  registry_key(registry_key&&) noexcept;
  registry_key& operator=(registry_key&&) noexcept;
  ~registry_key();

  [[nodiscard]] bool is_open() const noexcept { return backend_ != nullptr; }
  /// The predefined key below which this one lies.
  [[nodiscard]] predefined_key root() const noexcept { return root_; }

  /// `name` UTF-8, letters in any case; empty: the default value. Sizes are found out inside: a value of up
  /// to 64 MiB (the protocol's range) arrives whole or as errc::too_large.
  [[nodiscard]] result<registry_value> query_value(std::string_view name);

  /// `path`: names separated by backslashes; empty: the same key once more.
  [[nodiscard]] result<registry_key> open_subkey(std::string_view path);

  /// Names, in the order of the registry. One round trip each. Errors: also errc::too_large for more than
  /// 64 MiB of names in all.
  [[nodiscard]] result<std::vector<std::string>> subkeys();

  /// Names with types and bytes, one round trip each, in the order of the registry. On HKEY_PERFORMANCE_DATA
  /// this is the value "Global", on the text keys "Counter" and "Help".
  /// Errors: also errc::too_large for more than 256 MiB of values in all.
  [[nodiscard]] result<std::vector<registry_value>> values();

  [[nodiscard]] result<registry_key_info> info();

  /// Closes now. Errors: ERROR_INVALID_HANDLE when it is not open. Closing the performance key of this
  /// computer gives its providers back; the next query opens them again.
  [[nodiscard]] result<void> close();

 private:
  predefined_key root_{};
  std::unique_ptr<registry_backend> backend_;
};

}  // namespace perfdata
