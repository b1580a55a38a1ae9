#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>
#include <iterator>

#include <perfdata/connection/win32_error.hpp>

namespace perfdata {
namespace {

constexpr std::string_view check_account = "check user name, password and domain; nothing was retried";
constexpr std::string_view ask_rights =
    "the account must be in Administrators or Performance Monitor Users of that machine; a local account of "
    "a "
    "workgroup machine may also be cut down by UAC's remote restrictions";
constexpr std::string_view check_service =
    "check that the machine is on, that its firewall lets File and Printer Sharing (TCP 445) in, and that "
    "its "
    "Remote Registry service runs";
constexpr std::string_view connect_again = "the next query connects again";
constexpr std::string_view ask_later = "ask again later; a counter provider there is slow or busy";
constexpr std::string_view start_service =
    "start the Remote Registry service there (it is off by default since Windows Vista), then try again";

// Sorted by code.
constexpr std::array win32_rows{
    win32_error_row{2, "ERROR_FILE_NOT_FOUND", errc::not_found, "there is no such value name",
                    "ask for \"Global\", title indexes, \"Counter 009\" or \"Help 009\""},
    win32_error_row{5, "ERROR_ACCESS_DENIED", errc::access_denied, "the account lacks a right", ask_rights},
    win32_error_row{6, "ERROR_INVALID_HANDLE", errc::connection_lost, "the other side forgot our key",
                    connect_again},
    win32_error_row{8, "ERROR_NOT_ENOUGH_MEMORY", errc::system_failure, "the machine is out of memory",
                    ask_later},
    win32_error_row{19, "ERROR_WRITE_PROTECT", errc::connection_lost, "the machine is shutting down",
                    "connect again when it is back"},
    win32_error_row{21, "ERROR_NOT_READY", errc::timed_out, "the counters are not ready yet", ask_later},
    win32_error_row{50, "ERROR_NOT_SUPPORTED", errc::unsupported, "the machine does not offer this",
                    "it must speak SMB 2 or later and allow the protection that was asked for"},
    win32_error_row{53, "ERROR_BAD_NETPATH", errc::unreachable, "the machine was not found", check_service},
    win32_error_row{59, "ERROR_UNEXP_NET_ERR", errc::connection_lost, "the network failed", connect_again},
    win32_error_row{64, "ERROR_NETNAME_DELETED", errc::connection_lost, "the connection was cut",
                    connect_again},
    win32_error_row{71, "ERROR_REQ_NOT_ACCEP", errc::unreachable, "the machine takes no more connections",
                    "close other sessions to it or ask again later"},
    win32_error_row{86, "ERROR_INVALID_PASSWORD", errc::logon_failed, "the password is wrong", check_account},
    win32_error_row{87, "ERROR_INVALID_PARAMETER", errc::invalid_argument, "the machine refused the request",
                    "check the value name"},
    win32_error_row{109, "ERROR_BROKEN_PIPE", errc::connection_lost, "the connection was cut", connect_again},
    win32_error_row{120, "ERROR_CALL_NOT_IMPLEMENTED", errc::unsupported, "the machine does not offer this",
                    ""},
    win32_error_row{121, "ERROR_SEM_TIMEOUT", errc::timed_out, "it did not answer in time",
                    "raise the timeout, or look at the load of that machine"},
    win32_error_row{167, "ERROR_LOCK_FAILED", errc::timed_out, "its counters are locked by another query",
                    ask_later},
    win32_error_row{170, "ERROR_BUSY", errc::timed_out, "its counters are busy", ask_later},
    win32_error_row{231, "ERROR_PIPE_BUSY", errc::unreachable, "its registry pipe is busy", ask_later},
    win32_error_row{233, "ERROR_PIPE_NOT_CONNECTED", errc::connection_lost, "the connection was cut",
                    connect_again},
    win32_error_row{234, "ERROR_MORE_DATA", errc::too_large, "the answer does not fit",
                    "ask for fewer objects"},
    win32_error_row{258, "WAIT_TIMEOUT", errc::timed_out, "a counter provider there did not finish in time",
                    ask_later},
    win32_error_row{1225, "ERROR_CONNECTION_REFUSED", errc::unreachable, "the port is closed", check_service},
    win32_error_row{1231, "ERROR_NETWORK_UNREACHABLE", errc::unreachable, "there is no way to its network",
                    "check cables, routes and the VPN"},
    win32_error_row{1232, "ERROR_HOST_UNREACHABLE", errc::unreachable, "there is no way to the machine",
                    "check that the machine is on, cables, routes and the VPN"},
    win32_error_row{1311, "ERROR_NO_LOGON_SERVERS", errc::unreachable,
                    "no domain controller could check the account",
                    "check the domain name, and that a domain controller can be reached"},
    win32_error_row{1326, "ERROR_LOGON_FAILURE", errc::logon_failed, "user name or password is wrong",
                    check_account},
    win32_error_row{1327, "ERROR_ACCOUNT_RESTRICTION", errc::logon_failed,
                    "a policy forbids this account to log on",
                    "an empty password is refused over the network"},
    win32_error_row{1328, "ERROR_INVALID_LOGON_HOURS", errc::logon_failed,
                    "the account may not log on at this hour", ""},
    win32_error_row{1329, "ERROR_INVALID_WORKSTATION", errc::logon_failed,
                    "the account may not log on from this machine", ""},
    win32_error_row{1330, "ERROR_PASSWORD_EXPIRED", errc::logon_failed, "the password has expired",
                    "change the password, then try again"},
    win32_error_row{1331, "ERROR_ACCOUNT_DISABLED", errc::logon_failed, "the account is disabled",
                    "have the account enabled"},
    win32_error_row{1385, "ERROR_LOGON_TYPE_NOT_GRANTED", errc::logon_failed,
                    "the account may not log on over the network",
                    "grant it \"Access this computer from the network\""},
    win32_error_row{1398, "ERROR_TIME_SKEW", errc::logon_failed, "the clocks differ too much for Kerberos",
                    "set both clocks"},
    win32_error_row{1450, "ERROR_NO_SYSTEM_RESOURCES", errc::system_failure,
                    "the machine is out of resources", ask_later},
    win32_error_row{1717, "RPC_S_UNKNOWN_IF", errc::unsupported, "the machine offers no remote registry",
                    start_service},
    win32_error_row{1722, "RPC_S_SERVER_UNAVAILABLE", errc::connection_lost,
                    "its remote registry does not answer", check_service},
    win32_error_row{1726, "RPC_S_CALL_FAILED", errc::connection_lost, "the call broke off", connect_again},
    win32_error_row{1727, "RPC_S_CALL_FAILED_DNE", errc::connection_lost, "the call was not carried out",
                    connect_again},
    win32_error_row{1783, "RPC_X_BAD_STUB_DATA", errc::malformed_data, "its reply breaks the protocol", ""},
    win32_error_row{1792, "ERROR_NETLOGON_NOT_STARTED", errc::unreachable, "its logon service does not run",
                    "start Netlogon there"},
    win32_error_row{1793, "ERROR_ACCOUNT_EXPIRED", errc::logon_failed, "the account has expired", ""},
    win32_error_row{
        1825, "RPC_S_SEC_PKG_ERROR", errc::logon_failed, "logging on to the registry service failed",
        "check the Kerberos ticket, both clocks, and that the host is named as its domain names it"},
    win32_error_row{1907, "ERROR_PASSWORD_MUST_CHANGE", errc::logon_failed,
                    "the password must be changed first", "change the password, then try again"},
    win32_error_row{1909, "ERROR_ACCOUNT_LOCKED_OUT", errc::logon_failed, "the account is locked out",
                    "wait for the lock to end or have it lifted; nothing was retried"},
};

static_assert(std::ranges::is_sorted(win32_rows, {}, &win32_error_row::code));

// Sorted by status.
constexpr std::array nt_rows{
    nt_status_row{0x00000102, "STATUS_TIMEOUT", 121},
    nt_status_row{0xC0000008, "STATUS_INVALID_HANDLE", 6},
    nt_status_row{0xC000000D, "STATUS_INVALID_PARAMETER", 87},
    nt_status_row{0xC0000017, "STATUS_NO_MEMORY", 8},
    nt_status_row{0xC0000022, "STATUS_ACCESS_DENIED", 5},
    nt_status_row{0xC0000034, "STATUS_OBJECT_NAME_NOT_FOUND", 1717},
    nt_status_row{0xC000005E, "STATUS_NO_LOGON_SERVERS", 1311},
    nt_status_row{0xC0000064, "STATUS_NO_SUCH_USER", 1326},
    nt_status_row{0xC000006A, "STATUS_WRONG_PASSWORD", 86},
    nt_status_row{0xC000006D, "STATUS_LOGON_FAILURE", 1326},
    nt_status_row{0xC000006E, "STATUS_ACCOUNT_RESTRICTION", 1327},
    nt_status_row{0xC000006F, "STATUS_INVALID_LOGON_HOURS", 1328},
    nt_status_row{0xC0000070, "STATUS_INVALID_WORKSTATION", 1329},
    nt_status_row{0xC0000071, "STATUS_PASSWORD_EXPIRED", 1330},
    nt_status_row{0xC0000072, "STATUS_ACCOUNT_DISABLED", 1331},
    nt_status_row{0xC000009A, "STATUS_INSUFFICIENT_RESOURCES", 1450},
    nt_status_row{0xC00000A3, "STATUS_DEVICE_NOT_READY", 21},
    nt_status_row{0xC00000AC, "STATUS_PIPE_NOT_AVAILABLE", 231},
    nt_status_row{0xC00000AE, "STATUS_PIPE_BUSY", 231},
    nt_status_row{0xC00000B0, "STATUS_PIPE_DISCONNECTED", 233},
    nt_status_row{0xC00000B5, "STATUS_IO_TIMEOUT", 121},
    nt_status_row{0xC00000BB, "STATUS_NOT_SUPPORTED", 50},
    nt_status_row{0xC00000BE, "STATUS_BAD_NETWORK_PATH", 53},
    nt_status_row{0xC00000C3, "STATUS_INVALID_NETWORK_RESPONSE", 1783},
    nt_status_row{0xC00000C4, "STATUS_UNEXPECTED_NETWORK_ERROR", 59},
    nt_status_row{0xC00000C9, "STATUS_NETWORK_NAME_DELETED", 64},
    nt_status_row{0xC00000CA, "STATUS_NETWORK_ACCESS_DENIED", 5},
    nt_status_row{0xC00000CC, "STATUS_BAD_NETWORK_NAME", 53},
    nt_status_row{0xC00000D0, "STATUS_REQUEST_NOT_ACCEPTED", 71},
    nt_status_row{0xC00000D2, "STATUS_NET_WRITE_FAULT", 1726},
    nt_status_row{0xC0000120, "STATUS_CANCELLED", 121},
    nt_status_row{0xC0000128, "STATUS_FILE_CLOSED", 64},
    nt_status_row{0xC0000133, "STATUS_TIME_DIFFERENCE_AT_DC", 1398},
    nt_status_row{0xC000014B, "STATUS_PIPE_BROKEN", 109},
    nt_status_row{0xC000015B, "STATUS_LOGON_TYPE_NOT_GRANTED", 1385},
    nt_status_row{0xC000018D, "STATUS_TRUSTED_RELATIONSHIP_FAILURE", 1311},
    nt_status_row{0xC0000192, "STATUS_NETLOGON_NOT_STARTED", 1792},
    nt_status_row{0xC0000193, "STATUS_ACCOUNT_EXPIRED", 1793},
    nt_status_row{0xC0000203, "STATUS_USER_SESSION_DELETED", 64},
    nt_status_row{0xC000020C, "STATUS_CONNECTION_DISCONNECTED", 64},
    nt_status_row{0xC000020D, "STATUS_CONNECTION_RESET", 64},
    nt_status_row{0xC0000224, "STATUS_PASSWORD_MUST_CHANGE", 1907},
    nt_status_row{0xC0000233, "STATUS_DOMAIN_CONTROLLER_NOT_FOUND", 1311},
    nt_status_row{0xC0000234, "STATUS_ACCOUNT_LOCKED_OUT", 1909},
    nt_status_row{0xC0000236, "STATUS_CONNECTION_REFUSED", 1225},
    nt_status_row{0xC000023A, "STATUS_CONNECTION_INVALID", 64},
    nt_status_row{0xC000023C, "STATUS_NETWORK_UNREACHABLE", 1231},
    nt_status_row{0xC000023D, "STATUS_HOST_UNREACHABLE", 1232},
    nt_status_row{0xC0000241, "STATUS_CONNECTION_ABORTED", 64},
    nt_status_row{0xC000035C, "STATUS_NETWORK_SESSION_EXPIRED", 64},
    nt_status_row{0xC0020012, "RPC_NT_UNKNOWN_IF", 1717},
    nt_status_row{0xC0020017, "RPC_NT_SERVER_UNAVAILABLE", 1722},
    nt_status_row{0xC002001B, "RPC_NT_CALL_FAILED", 1726},
    nt_status_row{0xC002001C, "RPC_NT_CALL_FAILED_DNE", 1727},
    nt_status_row{0xC002001D, "RPC_NT_PROTOCOL_ERROR", 1726},
    nt_status_row{0xC0020057, "RPC_NT_SEC_PKG_ERROR", 1825},
    nt_status_row{0xC0030005, "RPC_NT_SS_CONTEXT_MISMATCH", 6},
    nt_status_row{0xC003000C, "RPC_NT_BAD_STUB_DATA", 1783},
};

static_assert(std::ranges::is_sorted(nt_rows, {}, &nt_status_row::status));

template <class Rows, class Key>
auto find_row(const Rows& rows, std::uint32_t value, Key key) noexcept -> decltype(rows.data()) {
  const auto row = std::ranges::lower_bound(rows, value, {}, key);
  return row != rows.end() && std::invoke(key, *row) == value ? &*row : nullptr;
}

error failure_of(std::string_view machine, std::string_view step, std::string_view name,
                 const win32_error_row* row) {
  if (row == nullptr)
    return {.code = errc::system_failure,
            .message = fmt::format("{}: \"{}\" failed: {}", machine, step, name)};
  return {.code = row->kind,
          .message = fmt::format("{}: \"{}\" failed: {} ({})", machine, step, row->meaning, name),
          .advice = std::string(row->advice)};
}

}  // namespace

const win32_error_row* find_win32_error(std::uint32_t code) noexcept {
  return find_row(win32_rows, code, &win32_error_row::code);
}

const nt_status_row* find_nt_status(std::uint32_t status) noexcept {
  return find_row(nt_rows, status, &nt_status_row::status);
}

std::string win32_error_name(std::uint32_t code) {
  const auto* row = find_win32_error(code);
  return row != nullptr ? fmt::format("{} ({})", row->name, code) : fmt::format("Win32 error {}", code);
}

std::string nt_status_name(std::uint32_t status) {
  const auto* row = find_nt_status(status);
  return row != nullptr ? fmt::format("{} (0x{:08X})", row->name, status)
                        : fmt::format("NTSTATUS 0x{:08X}", status);
}

error win32_failure(std::string_view machine, std::string_view step, std::uint32_t code) {
  error failed = failure_of(machine, step, win32_error_name(code), find_win32_error(code));
  failed.system = system_status{.step = std::string(step), .win32 = code};
  return failed;
}

error nt_failure(std::string_view machine, std::string_view step, std::uint32_t status) {
  const auto* row = find_nt_status(status);
  const std::uint32_t win32 = row != nullptr ? row->win32 : 0;
  error failed =
      failure_of(machine, step, nt_status_name(status), row != nullptr ? find_win32_error(win32) : nullptr);
  failed.system = system_status{.step = std::string(step), .win32 = win32, .nt_status = status};
  return failed;
}

bool is_lost_connection(const error& failed) noexcept {
  return failed.code == errc::connection_lost;
}

}  // namespace perfdata
