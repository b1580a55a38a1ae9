#include <fstream>
#include <pwd.h>
#include <random>
#include <sstream>
#include <stdexcept>
#include <tests/support/captured_process.hpp>
#include <tests/support/loopback_port.hpp>
#include <tests/support/samba_server.hpp>
#include <tests/support/wait_for.hpp>
#include <unistd.h>

namespace perfdata::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* smbd = "/usr/sbin/smbd";
constexpr const char* rpc_daemon = "/usr/libexec/samba/samba-dcerpcd";
constexpr const char* smbpasswd = "/usr/bin/smbpasswd";
constexpr const char* pdbedit = "/usr/bin/pdbedit";
// smbd needs a Unix account behind the Samba one; every Debian has this one.
constexpr const char* unix_account = "backup";

std::string random_password() {
  std::random_device random;
  std::string text = "Pw-";
  for (int i = 0; i < 16; ++i) text.push_back("abcdefghijkmnpqrstuvwxyz23456789"[random() % 32]);
  return text;
}

}  // namespace

std::string samba_server::why_not() {
  if (::geteuid() != 0) return "smbd needs root to change to the account that logs on";
  for (const char* program : {smbd, rpc_daemon, smbpasswd, pdbedit})
    if (!fs::exists(program)) return std::string(program) + " is missing (package samba)";
  if (::getpwnam(unix_account) == nullptr) return std::string("there is no Unix account ") + unix_account;
  return {};
}

samba_server::samba_server() : samba_server(options{}) {}

samba_server::samba_server(const options& wanted) : port_(free_loopback_port()) {
  make_folder();
  try {
    write_configuration(wanted);
    set_password(wanted.password.empty() ? random_password() : wanted.password);
    counters_ = std::make_unique<samba_counters>(folder_ / "state" / "perfmon");
    start();
  } catch (...) {
    kill();
    fs::remove_all(folder_);
    throw;
  }
}

samba_server::~samba_server() {
  stop();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void samba_server::make_folder() {
  std::string name = (fs::temp_directory_path() / "perfdata-smbd-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
  fs::permissions(folder_, fs::perms(0755));  // the account reads the counters
  for (const char* part : {"private", "state", "lock", "cache", "pid", "ncalrpc", "log"})
    fs::create_directory(folder_ / part);
  fs::permissions(folder_ / "private", fs::perms(0700));
}

void samba_server::write_configuration(const options& wanted) const {
  std::ofstream out(configuration());
  out << "[global]\n"
         "workgroup = TEST\nnetbios name = PERFHOST\nserver role = standalone server\n"
         "interfaces = lo\nbind interfaces only = yes\ndisable netbios = yes\nload printers = no\n"
         "rpc start on demand helpers = no\nlog level = 1 auth_audit:3\nmax log size = 0\n"
      << "smb ports = " << port_ << "\nprivate dir = " << (folder_ / "private").string()
      << "\nstate directory = " << (folder_ / "state").string()
      << "\nlock directory = " << (folder_ / "lock").string()
      << "\ncache directory = " << (folder_ / "cache").string()
      << "\npid directory = " << (folder_ / "pid").string()
      << "\nncalrpc dir = " << (folder_ / "ncalrpc").string()
      << "\nlog file = " << (folder_ / "log" / "log.%m").string() << '\n';
  if (wanted.require_encryption) out << "server smb encrypt = required\n";
  out << wanted.more_lines;
  if (!out.flush()) throw std::runtime_error("cannot write smb.conf");
}

void samba_server::freeze() const {
  smb_daemon_->freeze();
  rpc_daemon_->freeze();
}

void samba_server::thaw() const {
  rpc_daemon_->thaw();
  smb_daemon_->thaw();
}

void samba_server::stop_registry() {
  rpc_daemon_->stop();
}

void samba_server::change_password() {
  set_password(random_password());
}

void samba_server::set_password(std::string text) {
  password_ = std::move(text);
  std::ofstream(password_file()) << password_ << '\n';
  fs::permissions(password_file(), fs::perms(0600));
  const std::string twice = password_ + "\n" + password_ + "\n";
  if (run_program({smbpasswd, "-c", configuration().string(), "-s", "-a", unix_account}, twice, 20s) != 0)
    throw std::runtime_error("smbpasswd did not set the account's password");
}

void samba_server::start() {
  const fs::path registry_pipe = folder_ / "ncalrpc" / "np" / "winreg";
  fs::remove(registry_pipe);
  const std::string configured = configuration().string();
  rpc_daemon_ = std::make_unique<child_process>(
      std::vector<std::string>{rpc_daemon, "-s", configured, "-F", "--libexec-rpcds"});
  if (!wait_for(20s, [&] { return fs::exists(registry_pipe) || !rpc_daemon_->running(); }) ||
      !rpc_daemon_->running())
    throw std::runtime_error("samba-dcerpcd did not come up");
  smb_daemon_ = std::make_unique<child_process>(
      std::vector<std::string>{smbd, "-s", configured, "-F", "--no-process-group"});
  if (!wait_for(20s, [&] { return is_listening() || !smb_daemon_->running(); }) || !smb_daemon_->running())
    throw std::runtime_error("smbd did not come up");
}

void samba_server::kill() {
  smb_daemon_.reset();
  rpc_daemon_.reset();
}

void samba_server::stop() {
  if (smb_daemon_) smb_daemon_->stop();
  if (rpc_daemon_) rpc_daemon_->stop();
  kill();
}

bool samba_server::is_listening() const {
  return listens_on_loopback(port_);
}

machine_address samba_server::address() const {
  return {.host = "127.0.0.1", .port = port_};
}

std::string samba_server::user() const {
  return unix_account;
}

password_credentials samba_server::account() const {
  return {.domain = {}, .user = unix_account, .password = secret(password_)};
}

std::string samba_server::nt_hash() const {
  const auto run = run_captured({pdbedit, "-s", configuration().string(), "-L", "-w", "-u", unix_account});
  // name:uid:LM hash:NT hash:…
  std::istringstream in(run.out);
  std::string field;
  for (int i = 0; i < 4; ++i) std::getline(in, field, ':');
  return field;
}

int samba_server::refused_log_ons() const {
  int count = 0;
  for (const auto& file : fs::directory_iterator(folder_ / "log")) {
    if (!file.is_regular_file()) continue;
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);)
      if (line.find("Auth: [") != std::string::npos && line.find("[NT_STATUS_OK]") == std::string::npos)
        ++count;
  }
  return count;
}

}  // namespace perfdata::test
