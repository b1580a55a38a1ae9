// What a windows_like_server can be told, and what it tells.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <perfdata/connection/nt_status.hpp>

namespace perfdata::test {

inline constexpr std::chrono::milliseconds forever{-1};

inline constexpr std::uint32_t status_account_expired = 0xC0000193;
inline constexpr std::uint32_t status_account_locked_out = 0xC0000234;

enum class served_key { performance_data, performance_text, performance_nls_text };

enum class connection_step { negotiate, log_on, tree, pipe };

/// How a method answers; the first one that is there, in this order.
struct method_rule {
  std::optional<std::chrono::milliseconds> stall{};  ///< first waits; then the others
  std::optional<std::uint32_t> fault{};              ///< an RPC fault
  std::optional<std::uint32_t> win32{};              ///< that status and nothing else
  std::optional<std::uint32_t> drop_after{};  ///< the connection breaks after so many bytes of the answer
  std::optional<int> times{};                 ///< then as usual again
};

struct status_rule {
  std::uint32_t nt_status = 0;
  std::optional<int> times{};
};

struct culprit_object {
  std::uint32_t object = 0;
  std::optional<std::chrono::milliseconds> stall{};
  std::optional<std::uint32_t> win32{};
};

struct remote_registry_service {
  bool running = true;
  std::uint32_t start_type = 2;               ///< 2 automatic, 3 manual, 4 disabled
  bool starts_when_opened = false;            ///< opening \winreg triggers its start
  std::chrono::milliseconds starts_after{0};  ///< from the start to the pipe
};

/// One line of the server's log; what a request does not have is empty or 0.
struct seen_request {
  int connection = 0;        ///< TCP connections count from 1
  std::string step{};        ///< connect, negotiate, logon, tree, pipe; empty for a call
  std::string pipe{};        ///< winreg or svcctl
  std::string method{};      ///< for a call
  std::string key{};         ///< HKPD, HKPT or HKPN
  std::string value{};       ///< the value's name
  std::string path{};        ///< a subkey, or the share
  std::string user{};        ///< of a log-on
  std::string protection{};  ///< of the call: connect, integrity or privacy
  std::uint32_t opnum = 0;
  std::uint32_t capacity = 0;  ///< lpcbData: the room that the client offers
  std::uint32_t sent = 0;      ///< lpcbLen: bytes uploaded for nothing
  std::uint32_t returned = 0;  ///< bytes of a performance value
  std::uint32_t status = 0;    ///< Win32 for a call, NTSTATUS for a step
  std::uint32_t fault = 0;
  bool signed_request = false;  ///< for tree
};

}  // namespace perfdata::test
