#include <cstdlib>
#include <stdexcept>
#include <tests/support/kerberos_realm.hpp>
#include <tests/support/loopback_port.hpp>
#include <tests/support/wait_for.hpp>

namespace perfdata::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* kdc = "/usr/sbin/krb5kdc";
constexpr const char* kdb5_util = "/usr/sbin/kdb5_util";
constexpr const char* kadmin = "/usr/sbin/kadmin.local";
constexpr const char* kinit = "/usr/bin/kinit";
constexpr const char* klist = "/usr/bin/klist";
constexpr auto limit = 20s;

void must(const std::vector<std::string>& command, const std::string& input = {}) {
  if (run_program(command, input, limit) != 0) throw std::runtime_error(command.front() + " failed");
}

}  // namespace

std::string kerberos_realm::why_not() {
  for (const char* program : {kdc, kdb5_util, kadmin, kinit, klist})
    if (!fs::exists(program))
      return std::string(program) + " is missing (packages krb5-kdc, krb5-admin-server and krb5-user)";
  return {};
}

kerberos_realm::kerberos_realm() {
  const std::uint16_t port = free_loopback_port();
  write_configuration(port);
  ::setenv("KRB5_CONFIG", configuration().c_str(), 1);
  ::setenv("KRB5_KDC_PROFILE", (folder_ / "kdc.conf").c_str(), 1);
  ::unsetenv("KRB5CCNAME");
  fill_database();
  kdc_ = std::make_unique<child_process>(std::vector<std::string>{kdc, "-n"});
  if (!wait_for(limit, [&] { return listens_on_loopback(port) || !kdc_->running(); }) || !kdc_->running())
    throw std::runtime_error("krb5kdc did not come up");
}

kerberos_realm::~kerberos_realm() {
  stop();
  ::unsetenv("KRB5_CONFIG");
  ::unsetenv("KRB5_KDC_PROFILE");
}

void kerberos_realm::write_configuration(std::uint16_t port) const {
  const std::string where = "127.0.0.1:" + std::to_string(port);
  // One look at the KDC, briefly: the libraries block while they wait for it.
  write_text(configuration(), "[libdefaults]\n default_realm = " + name() +
                                  "\n dns_lookup_kdc = false\n dns_lookup_realm = false\n"
                                  " dns_canonicalize_hostname = false\n rdns = false\n"
                                  " kdc_timeout = 1\n max_retries = 1\n[realms]\n " +
                                  name() + " = {\n  kdc = " + where + "\n }\n[domain_realm]\n localhost = " +
                                  name() + "\n " + host() + " = " + name() + '\n');
  // A standalone smbd refuses tickets that carry a PAC.
  write_text(folder_ / "kdc.conf",
             "[kdcdefaults]\n kdc_listen = " + where + "\n kdc_tcp_listen = " + where + "\n[realms]\n " +
                 name() + " = {\n  database_name = " + (folder_ / "principal").string() +
                 "\n  key_stash_file = " + (folder_ / "stash").string() +
                 "\n  acl_file = " + (folder_ / "acl").string() +
                 "\n  disable_pac = true\n  supported_enctypes = aes256-cts-hmac-sha1-96:normal\n }\n"
                 "[logging]\n kdc = FILE:" +
                 (folder_ / "kdc.log").string() + "\n default = FILE:" + (folder_ / "log").string() + '\n');
}

void kerberos_realm::fill_database() const {
  must({kdb5_util, "create", "-s", "-r", name(), "-P", "not a secret"});
  const auto write_keys = [](const fs::path& file, const std::string& who) {
    return "ktadd -k " + file.string() + ' ' + who + '\n';
  };
  must({kadmin, "-r", name()}, "addprinc -randkey " + user() + "\naddprinc -randkey cifs/" + host() +
                                   "\naddprinc -randkey host/" + host() +
                                   "\naddprinc -randkey host/localhost\n" +
                                   write_keys(folder_ / "server.keytab", "cifs/" + host()) +
                                   write_keys(folder_ / "server.keytab", "host/" + host()) +
                                   write_keys(folder_ / "server.keytab", "host/localhost") +
                                   write_keys(old_keytab(), user()) + write_keys(user_keytab(), user()));
}

std::string kerberos_realm::server_lines() const {
  return "realm = " + name() + "\nkerberos method = dedicated keytab\ndedicated keytab file = " +
         (folder_ / "server.keytab").string() + '\n';
}

fs::path kerberos_realm::get_ticket(std::chrono::seconds lifetime, const std::string& service) {
  const fs::path cache = folder_ / ("cache-" + std::to_string(++caches_));
  std::vector<std::string> command{kinit, "-k",
                                   "-t",  user_keytab().string(),
                                   "-c",  "FILE:" + cache.string(),
                                   "-l",  std::to_string(lifetime.count()) + 's'};
  if (!service.empty()) command.insert(command.end(), {"-S", service});
  command.push_back(user());
  must(command);
  return cache;
}

fs::path kerberos_realm::get_ticket_with_a_wrong_clock(std::chrono::seconds offset) {
  const fs::path cache = get_ticket();
  set_clock_difference(cache, offset);
  return cache;
}

void kerberos_realm::set_clock_difference(const fs::path& cache, std::chrono::seconds offset) {
  // A cache of version 4: 05 04, the length of the header (16 bits), the header, tickets. The header's field
  // 1 is the difference between the clocks: seconds and microseconds, 32 bits each, all big-endian.
  const std::string plain = read_text(cache);
  if (!plain.starts_with("\x05\x04")) throw std::runtime_error("kinit wrote another kind of cache");
  const auto old_length = (static_cast<unsigned char>(plain[2]) << 8U) + static_cast<unsigned char>(plain[3]);
  std::string header("\x05\x04\x00\x0c\x00\x01\x00\x08", 8);
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    header.push_back(static_cast<char>(static_cast<std::uint32_t>(offset.count()) >> shift & 0xFFU));
  header.append(4, '\0');
  write_text(cache, header + plain.substr(4 + static_cast<std::size_t>(old_length)));
}

bool kerberos_realm::has_expired(const fs::path& cache) const {
  return run_program({klist, "-s", "-c", "FILE:" + cache.string()}, {}, limit) != 0;
}

void kerberos_realm::stop() {
  if (kdc_) {
    kdc_->thaw();
    kdc_->stop();
  }
  kdc_.reset();
}

}  // namespace perfdata::test
