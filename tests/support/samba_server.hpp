// A real smbd on a free loopback port, with a folder of its own, that answers HKEY_PERFORMANCE_DATA.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <tests/support/child_process.hpp>
#include <tests/support/samba_counters.hpp>

#include <perfdata/connection/credentials.hpp>
#include <perfdata/connection/machine_address.hpp>

namespace perfdata::test {

/// A resource. Needs root, because smbd changes to the account that logs on.
///
///   if (const auto why = samba_server::why_not(); !why.empty()) GTEST_SKIP() << why;
///   samba_server server;                       // throws std::runtime_error when it does not come up
///   server.counters().add_object(2, "Things", "…");
class samba_server {
 public:
  struct options {
    bool require_encryption = false;  ///< refuse what is not SMB3-encrypted
    std::string more_lines{};         ///< appended to [global] of smb.conf
    std::string password{};           ///< of the account; empty: one by chance
  };

  /// Why no server can run here, for GTEST_SKIP; empty when one can.
  [[nodiscard]] static std::string why_not();

  samba_server();
  explicit samba_server(const options& wanted);
  samba_server(const samba_server&) = delete;
  samba_server& operator=(const samba_server&) = delete;
  ~samba_server();

  /// Ends the daemons without a goodbye; the port is closed when this returns.
  void kill();
  /// As an administrator would.
  void stop();
  /// After kill() or stop(): the same port, account and counters.
  void start();

  /// Frozen it takes connections, as the system does that for it, and answers nothing.
  void freeze() const;
  void thaw() const;
  /// SMB goes on, the registry's pipe does not: a Windows machine whose Remote Registry service is off.
  void stop_registry();
  /// Gives the account another password; account() and password_file() follow.
  void change_password();

  [[nodiscard]] samba_counters& counters() noexcept { return *counters_; }
  /// Where it looks for perfmon/names.tdb and data.tdb, for a publisher.
  [[nodiscard]] std::filesystem::path state_directory() const { return folder_ / "state"; }
  [[nodiscard]] machine_address address() const;
  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] std::string user() const;
  [[nodiscard]] password_credentials account() const;
  /// MD4 of the password in UTF-16, as 32 capital hex digits: what NTLM takes in its place.
  [[nodiscard]] std::string nt_hash() const;
  /// For --password-file; mode 0600.
  [[nodiscard]] std::filesystem::path password_file() const { return folder_ / "password"; }

  /// smb.conf, for Samba's own tools.
  [[nodiscard]] std::filesystem::path configuration() const { return folder_ / "smb.conf"; }

  /// Log-ons that the server has refused so far.
  [[nodiscard]] int refused_log_ons() const;

 private:
  void make_folder();
  void set_password(std::string text);
  void write_configuration(const options& wanted) const;
  [[nodiscard]] bool is_listening() const;

  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  std::string password_;
  std::unique_ptr<samba_counters> counters_;
  std::unique_ptr<child_process> rpc_daemon_;
  std::unique_ptr<child_process> smb_daemon_;
};

}  // namespace perfdata::test
