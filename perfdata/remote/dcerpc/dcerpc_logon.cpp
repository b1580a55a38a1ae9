#include <map>

#include <perfdata/remote/dcerpc/dcerpc_logon.hpp>
#include <perfdata/remote/dcerpc/samba_api.hpp>

namespace perfdata {
namespace {

loadparm_context* make_settings(void* parent, const std::string& port) {
  loadparm_context* settings = loadparm_init(parent);
  if (settings == nullptr) return nullptr;
  const std::pair<const char*, const char*> lines[] = {{"smb ports", port.c_str()},
                                                       {"client min protocol", "SMB2_02"},
                                                       {"client max protocol", "SMB3_11"},
                                                       {"client ipc min protocol", "SMB2_02"},
                                                       {"client ipc max protocol", "SMB3_11"},
                                                       {"client ntlmv2 auth", "yes"},
                                                       {"client lanman auth", "no"},
                                                       {"client plaintext auth", "no"},
                                                       // What sits between us and a quiet host forgets it,
                                                       // and a host that vanished says nothing.
                                                       {"socket options",
                                                        "TCP_NODELAY SO_KEEPALIVE TCP_KEEPIDLE=60 "
                                                        "TCP_KEEPINTVL=15 TCP_KEEPCNT=4"},
                                                       {"name resolve order", "host"}};
  for (const auto& [name, value] : lines)
    if (!lpcfg_set_cmdline(settings, name, value)) return nullptr;
  return settings;
}

/// The libraries only read them, and to make them takes longer and more room than all else of a connection:
/// one for each port, of the loop's thread, which ends after the last connection.
loadparm_context* settings_for(std::uint16_t port) {
  struct settings {
    talloc_owner memory{};
    loadparm_context* made = nullptr;
  };
  thread_local std::map<std::uint16_t, settings> all;
  auto& one = all[port];
  if (one.made == nullptr) {
    one.memory = new_talloc_context(nullptr, "perfdata settings");
    one.made = one.memory ? make_settings(one.memory.get(), std::to_string(port)) : nullptr;
  }
  return one.made;
}

bool set_account(cli_credentials* account, const password_credentials& who, loadparm_context*, std::string&) {
  return cli_credentials_set_kerberos_state(account, CRED_USE_KERBEROS_DISABLED, CRED_SPECIFIED) &&
         cli_credentials_set_domain(account, who.domain.c_str(), CRED_SPECIFIED) &&
         cli_credentials_set_username(account, who.user.c_str(), CRED_SPECIFIED) &&
         cli_credentials_set_password(account, who.password.reveal().c_str(), CRED_SPECIFIED);
}

bool set_account(cli_credentials* account, const kerberos_credentials& ticket, loadparm_context* settings,
                 std::string& problem) {
  const char* why = nullptr;
  const char* cache = ticket.cache.empty() ? nullptr : ticket.cache.c_str();
  if (cli_credentials_set_ccache(account, settings, cache, CRED_SPECIFIED, &why) != 0) {
    problem = why != nullptr ? why : "the Kerberos ticket cache cannot be read";
    return false;
  }
  return cli_credentials_set_kerberos_state(account, CRED_USE_KERBEROS_REQUIRED, CRED_SPECIFIED);
}

bool set_account(cli_credentials*, const kerberos_keytab_credentials&, loadparm_context*,
                 std::string& problem) {
  problem = "a key is no ticket";  // our own mistake: with_ticket() comes first
  return false;
}

// Who runs the program is known to the other machine by the current ticket only.
bool set_account(cli_credentials* account, const caller_credentials&, loadparm_context* settings,
                 std::string& problem) {
  return set_account(account, kerberos_credentials{}, settings, problem);
}

bool set_account(cli_credentials* account, const anonymous_credentials&, loadparm_context*, std::string&) {
  cli_credentials_set_anonymous(account);
  return true;
}

std::uint32_t binding_flags(protection wanted) noexcept {
  switch (wanted) {
    case protection::privacy: return DCERPC_SEAL;
    case protection::integrity: return DCERPC_SIGN;
    case protection::connect: return 0;  // SMB's own signing stays required
  }
  return DCERPC_SEAL;
}

dcerpc_binding* make_binding(void* parent, const dcerpc_target& target) {
  dcerpc_binding* binding = nullptr;
  const bool made =
      code_of(dcerpc_parse_binding(parent, binding_text(target.interface), &binding)) == 0 &&
      code_of(dcerpc_binding_set_string_option(binding, "host", target.address.c_str())) == 0 &&
      code_of(dcerpc_binding_set_string_option(binding, "target_hostname", target.host.c_str())) == 0 &&
      code_of(dcerpc_binding_set_flags(binding, binding_flags(target.protection), 0)) == 0;
  return made ? binding : nullptr;
}

}  // namespace

bool is_as_protected_as(const dcerpc_pipe& pipe, protection wanted) noexcept {
  dcerpc_AuthType type{};
  dcerpc_AuthLevel level{};
  dcerpc_binding_handle_auth_info(pipe.binding_handle, &type, &level);
  switch (wanted) {
    case protection::privacy: return level >= DCERPC_AUTH_LEVEL_PRIVACY;
    case protection::integrity: return level >= DCERPC_AUTH_LEVEL_INTEGRITY;
    case protection::connect: return true;
  }
  return false;
}

bool make_logon(void* talloc_parent, const dcerpc_target& target, dcerpc_logon& logon, std::string& problem) {
  problem = "out of memory";
  logon.ticket_owner = target.ticket_owner;
  logon.settings = settings_for(target.port);
  logon.account = cli_credentials_init(talloc_parent);
  logon.binding = make_binding(talloc_parent, target);
  if (logon.settings == nullptr || logon.account == nullptr || logon.binding == nullptr) return false;
  (void)cli_credentials_set_conf(logon.account, logon.settings);
  return std::visit([&](const auto& who) { return set_account(logon.account, who, logon.settings, problem); },
                    target.credentials);
}

void wipe_password(const dcerpc_logon& logon) noexcept {
  if (logon.account == nullptr) return;
  // The text lies in the account's own memory; there is no function that takes it away.
  volatile char* text = const_cast<char*>(cli_credentials_get_password(logon.account));
  for (; text != nullptr && *text != 0; ++text) *text = 0;
}

}  // namespace perfdata
