// A real Kerberos realm with a KDC of its own on a free loopback port.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <tests/support/captured_process.hpp>
#include <tests/support/child_process.hpp>

namespace perfdata::test {

/// A resource; one at a time in a process, since it points KRB5_CONFIG at itself while it lives and unsets
/// KRB5CCNAME. Knows one account, user(), and one computer, host(), with tickets for "cifs" and "host".
///
///   if (const auto why = kerberos_realm::why_not(); !why.empty()) GTEST_SKIP() << why;
///   kerberos_realm realm;                      // throws std::runtime_error when it does not come up
///   samba_server server({.more_lines = realm.server_lines()});
class kerberos_realm {
 public:
  /// Why no KDC can run here, for GTEST_SKIP; empty when one can.
  [[nodiscard]] static std::string why_not();

  kerberos_realm();
  kerberos_realm(const kerberos_realm&) = delete;
  kerberos_realm& operator=(const kerberos_realm&) = delete;
  ~kerberos_realm();

  [[nodiscard]] static std::string name() { return "PERFDATA.TEST"; }
  /// Resolves to a loopback address by /etc/hosts, whatever the letters' case. Spelled like this because the
  /// libraries refuse tickets for "localhost", and Kerberos tells letters' cases apart.
  [[nodiscard]] static std::string host() { return "LOCALHOST"; }
  /// Resolves as well, and the KDC has never heard of it.
  [[nodiscard]] static std::string host_without_a_ticket() { return "LocalHost"; }
  /// The account that samba_server knows.
  [[nodiscard]] static std::string user() { return "backup"; }

  /// For [global] of the server's smb.conf.
  [[nodiscard]] std::string server_lines() const;

  [[nodiscard]] std::filesystem::path configuration() const { return folder_ / "krb5.conf"; }
  /// Holds the account's key.
  [[nodiscard]] std::filesystem::path user_keytab() const { return folder_ / "user.keytab"; }
  /// Holds a key that the account no longer has.
  [[nodiscard]] std::filesystem::path old_keytab() const { return folder_ / "old.keytab"; }

  /// Runs kinit: a new cache with a ticket for `lifetime`. With `service`, a ticket for that service only,
  /// so that nobody asks the KDC again.
  [[nodiscard]] std::filesystem::path get_ticket(std::chrono::seconds lifetime = std::chrono::hours(1),
                                                 const std::string& service = {});
  /// As get_ticket and set_clock_difference.
  [[nodiscard]] std::filesystem::path get_ticket_with_a_wrong_clock(std::chrono::seconds offset);
  /// Has the cache say that the KDC's clock is `offset` ahead of this machine's, so that what is sent with
  /// its tickets from now on is stamped that much later.
  static void set_clock_difference(const std::filesystem::path& cache, std::chrono::seconds offset);
  /// Whether every ticket in the cache has ended.
  [[nodiscard]] bool has_expired(const std::filesystem::path& cache) const;

  /// The KDC ends; its port is closed when this returns.
  void stop();
  /// The KDC is there and answers nothing.
  void freeze() { kdc_->freeze(); }

 private:
  void write_configuration(std::uint16_t port) const;
  void fill_database() const;

  scratch_folder folder_;
  std::unique_ptr<child_process> kdc_;
  int caches_ = 0;
};

}  // namespace perfdata::test
