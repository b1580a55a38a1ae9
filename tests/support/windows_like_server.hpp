// A server that behaves as Windows does where Samba does not: SMB 2 with NTLM and signing, \winreg and
// \svcctl, on a free loopback port.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tests/support/child_process.hpp>
#include <tests/support/windows_behaviour.hpp>
#include <vector>

#include <perfdata/base/bytes.hpp>
#include <perfdata/connection/credentials.hpp>
#include <perfdata/connection/machine_address.hpp>

namespace perfdata::test {

/// A resource. Written in Python on python3-impacket (tests/support/windows_like/).
///
///   if (const auto why = windows_like_server::why_not(); !why.empty()) GTEST_SKIP() << why;
///   windows_like_server server;                       // throws std::runtime_error when it does not come up
///   server.serve(served_key::performance_data, "Global", block);
///   server.on_method("OpenPerformanceData", {.win32 = 5});
///
/// Unless told otherwise it answers as a healthy Windows: lists of objects are taken from "Global", numbers
/// that no object has are left out without an error, a buffer that is too small gets ERROR_MORE_DATA with a
/// size that says nothing, HKEY_PERFORMANCE_TEXT and NLSTEXT are not implemented until they have a value, an
/// anonymous log-on gets as far as the pipe. Every switch holds from the next request on, for connections
/// that are open too; a rule with `times` holds for that many requests. A stalled connection answers nothing
/// else meanwhile.
class windows_like_server {
 public:
  /// Why no server can run here, for GTEST_SKIP; empty when one can.
  [[nodiscard]] static std::string why_not();

  windows_like_server();
  windows_like_server(const windows_like_server&) = delete;
  windows_like_server& operator=(const windows_like_server&) = delete;
  ~windows_like_server();

  /// Ends it without a goodbye; the port is closed when this returns.
  void kill();
  /// After kill(): the same port, account, behaviour and log.
  void start();
  /// Frozen it takes connections, as the system does that for it, and answers nothing.
  void freeze() const;
  void thaw() const;

  /// Every switch as it was at first, no values, no hives; and requests() starts anew.
  void reset();

  /// A value below one of the performance keys.
  void serve(served_key key, const std::string& name, byte_view value);
  /// `hive` is "HKLM" or "HKU"; `tree` is JSON as windows_like/hive.py has it.
  void serve_hive(const std::string& hive, std::string_view tree);

  /// `method` as MS-RRP and MS-SCMR spell it, for instance "BaseRegQueryValue" or "OpenSCManagerW".
  void on_method(const std::string& method, const method_rule& rule);
  void clear_method(const std::string& method);
  /// A query whose list has this object; answered in the usual way without one.
  void set_culprits(const std::vector<culprit_object>& culprits);
  /// What a too small buffer gets as the size: nothing here means the size that came.
  void set_stated_size(std::optional<std::uint32_t> stated);

  /// Opening this pipe gets an NTSTATUS.
  void on_pipe(const std::string& pipe, const status_rule& rule);
  void clear_pipe(const std::string& pipe);
  /// The same for the connection to IPC$, and for a log-on (whatever its password).
  void on_tree(const status_rule& rule);
  void on_log_on(const status_rule& rule);
  void clear_refusals();  ///< of log-ons and IPC$
  /// Lets the right password in as Guest: no key, so nothing is signed.
  void set_guest(bool guest);

  /// Waits at a step before answering; release() lets what waits there go on.
  void stall(connection_step step, std::chrono::milliseconds time = forever);
  void release(connection_step step);

  /// Remote Registry, as \svcctl shows it; \winreg is there while it runs.
  void set_service(const remote_registry_service& service);

  [[nodiscard]] machine_address address() const;
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] std::string user() const;
  [[nodiscard]] password_credentials account() const;
  /// For --password-file; mode 0600.
  [[nodiscard]] std::filesystem::path password_file() const { return folder_ / "password"; }

  /// What has come since the last reset(), in order.
  [[nodiscard]] std::vector<seen_request> requests() const;
  /// Calls of one method among them.
  [[nodiscard]] std::vector<seen_request> calls(std::string_view method) const;
  /// Log-ons that brought a password or its like, refused ones included.
  [[nodiscard]] int log_ons() const;
  /// What went wrong inside the server; empty when all is well.
  [[nodiscard]] std::string problems() const;

 private:
  struct wishes;
  void tell() const;

  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  std::string password_;
  std::unique_ptr<wishes> wishes_;
  std::unique_ptr<child_process> process_;
  std::size_t seen_before_ = 0;
  int serial_ = 0;
};

}  // namespace perfdata::test
