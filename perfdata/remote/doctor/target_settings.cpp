#include <algorithm>
#include <array>
#include <string_view>

#include <perfdata/connection/nt_status.hpp>
#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/remote/doctor/target_settings.hpp>

namespace perfdata {
namespace {

constexpr std::uint32_t any = 0;

/// `status` is an NTSTATUS, or a Win32 code where there is none. The first row that fits counts.
struct setting_row {
  logon_stage stage;
  std::uint32_t status;
  std::string_view setting;
};

constexpr std::string_view speak_smb2 =
    "the other side must speak SMB 2 or later: on Windows Set-SmbServerConfiguration -EnableSMB2Protocol "
    "$true";

constexpr std::string_view check_account =
    R"(check user name, password and domain; nothing was retried. A machine without a domain must treat local )"
    R"(accounts as themselves: ForceGuest = 0 below HKLM\SYSTEM\CurrentControlSet\Control\Lsa there)";

constexpr std::string_view network_logon =
    R"(grant the account "Access this computer from the network" there (secpol.msc, Local Policies, User )"
    R"(Rights Assignment), and look that no "Deny access to this computer from the network" holds for it)";

constexpr std::string_view set_clocks =
    "set both clocks: w32tm /resync there, timedatectl here; Kerberos allows five minutes";

constexpr std::string_view allow_ntlm =
    R"(the machine may refuse NTLM: allow it (secpol.msc, Security Options, "Network security: Restrict NTLM: )"
    R"(Incoming NTLM traffic"), or use Kerberos (--kerberos))";

constexpr std::string_view allow_session =
    R"(the machine takes the account for Guest, for whom nothing can be signed: ForceGuest must be 0 below )"
    R"(HKLM\SYSTEM\CurrentControlSet\Control\Lsa there; or it insists on more protection: compare )"
    R"(Get-SmbServerConfiguration there, EncryptData, RejectUnencryptedAccess and EnableSecuritySignature)";

constexpr std::string_view share_ipc =
    "IPC$ is shared by the service Server: sc start LanmanServer in an elevated prompt there";

constexpr std::string_view enable_service =
    "the service Remote Registry is disabled or not installed there: sc config RemoteRegistry start= demand, "
    "then sc start RemoteRegistry, in an elevated prompt";

constexpr std::string_view start_service =
    "the service Remote Registry is stopped there and did not start by itself: sc start RemoteRegistry in an "
    "elevated prompt there, or --start-service with the other commands here";

constexpr std::string_view allow_registry =
    R"(let the account read HKLM\SYSTEM\CurrentControlSet\Control\SecurePipeServers\winreg there (regedit, )"
    R"(Permissions), or make it an administrator)";

constexpr std::string_view allow_protection =
    "the machine does not accept this protection of RPC; a weaker one is only used when you ask for it "
    "(--protect integrity or connect)";

constexpr std::string_view restart_service =
    "the service Remote Registry hangs there: sc stop RemoteRegistry, then sc start RemoteRegistry, in an "
    "elevated prompt; or raise --timeout";

constexpr std::string_view grant_counters =
    R"(add the account to the group Performance Monitor Users there: net localgroup "Performance Monitor )"
    R"(Users" NAME /add; a local administrator of a machine without a domain also needs )"
    R"(LocalAccountTokenFilterPolicy = 1 below HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System)";

constexpr auto rows = std::to_array<setting_row>({
    {logon_stage::negotiate, status_io_timeout,
     "port 445 takes connections and nothing answers: look what listens "
     "there, and restart the service Server (LanmanServer)"},
    {logon_stage::negotiate, any, speak_smb2},
    {logon_stage::log_on, status_logon_failure, check_account},
    {logon_stage::log_on, status_time_difference_at_dc, set_clocks},
    {logon_stage::log_on, status_logon_type_not_granted, network_logon},
    {logon_stage::log_on, status_not_supported, allow_ntlm},
    {logon_stage::log_on, status_ntlm_blocked, allow_ntlm},
    {logon_stage::log_on, status_access_denied, allow_session},
    {logon_stage::connect_ipc, status_access_denied, network_logon},
    {logon_stage::connect_ipc, any, share_ipc},
    {logon_stage::open_pipe, status_object_name_not_found, enable_service},
    {logon_stage::open_pipe, status_pipe_not_available, start_service},
    {logon_stage::open_pipe, status_access_denied, allow_registry},
    {logon_stage::open_pipe, status_io_timeout, restart_service},
    {logon_stage::open_pipe, any, start_service},
    {logon_stage::bind, status_io_timeout, restart_service},
    {logon_stage::bind, any, allow_protection},
    {logon_stage::open_key, 5, grant_counters},
    {logon_stage::open_key, status_access_denied, grant_counters},
    {logon_stage::open_key, status_io_timeout, restart_service},
});

}  // namespace

std::string setting_for_port(const error& failed) {
  const std::uint32_t code = failed.system ? failed.system->win32 : 0;
  if (code == error_connection_refused)
    return "the machine is there and nothing listens: start the service Server there (sc start LanmanServer "
           "in an elevated prompt)";
  if (code == error_sem_timeout)
    return "check that the machine is on; then let SMB through its firewall, the rules \"File and Printer "
           "Sharing\": Enable-NetFirewallRule -Group \"@FirewallAPI.dll,-28502\" in an elevated PowerShell";
  return {};
}

std::string setting_for_logon(logon_stage stage, const error& failed) {
  if (!failed.system) return {};
  const std::uint32_t status =
      failed.system->nt_status != 0 ? failed.system->nt_status : failed.system->win32;
  const auto fits = [&](const setting_row& row) {
    return row.stage == stage && (row.status == status || row.status == any);
  };
  const auto row = std::ranges::find_if(rows, fits);
  return row != rows.end() ? std::string(row->setting) : std::string{};
}

}  // namespace perfdata
