#include <algorithm>
#include <array>

#include <perfdata/connection/win32_error.hpp>

namespace perfdata {
namespace {

constexpr std::string_view check_account = "check user name, password and domain; nothing was retried";
constexpr std::string_view ask_rights =
    "the account must be in Administrators or Performance Monitor Users of that machine; a local account of "
    "a workgroup machine may also be cut down by UAC's remote restrictions";
constexpr std::string_view check_service =
    "check that the machine is on, that its firewall lets File and Printer Sharing (TCP 445) in, and that "
    "its Remote Registry service runs";
constexpr std::string_view connect_again = "the next query connects again";
constexpr std::string_view ask_later = "ask again later; a counter provider there is slow or busy";
constexpr std::string_view start_service =
    "start the Remote Registry service there (it is off by default since Windows Vista), then try again";

// Sorted by code. The second column is the system's own text: winerror.h's and pdhmsg.h's, as MS-ERREF 2.2
// and "Performance Data Helper Error Codes" list them.
constexpr std::array win32_rows{
    win32_error_row{0, "ERROR_SUCCESS", "The operation completed successfully.", errc::malformed_data,
                    "the call worked, and what it returned is not usable",
                    "look at what the server is: it answered with less or other data than it announced"},
    win32_error_row{2, "ERROR_FILE_NOT_FOUND", "The system cannot find the file specified.", errc::not_found,
                    "there is no such value name",
                    "ask for \"Global\", title indexes, \"Counter 009\" or \"Help 009\""},
    win32_error_row{5, "ERROR_ACCESS_DENIED", "Access is denied.", errc::access_denied,
                    "the account lacks a right", ask_rights},
    win32_error_row{6, "ERROR_INVALID_HANDLE", "The handle is invalid.", errc::connection_lost,
                    "the other side forgot our key", connect_again},
    win32_error_row{8, "ERROR_NOT_ENOUGH_MEMORY",
                    "Not enough memory resources are available to process this command.",
                    errc::system_failure, "the machine is out of memory", ask_later},
    win32_error_row{19, "ERROR_WRITE_PROTECT", "The media is write protected.", errc::connection_lost,
                    "the machine is shutting down", "connect again when it is back"},
    win32_error_row{21, "ERROR_NOT_READY", "The device is not ready.", errc::timed_out,
                    "the counters are not ready yet", ask_later},
    win32_error_row{50, "ERROR_NOT_SUPPORTED", "The request is not supported.", errc::unsupported,
                    "the machine does not offer this",
                    "it must speak SMB 2 or later and allow the protection that was asked for"},
    win32_error_row{53, "ERROR_BAD_NETPATH", "The network path was not found.", errc::unreachable,
                    "the machine was not found", check_service},
    win32_error_row{59, "ERROR_UNEXP_NET_ERR", "An unexpected network error occurred.", errc::connection_lost,
                    "the network failed", connect_again},
    win32_error_row{64, "ERROR_NETNAME_DELETED", "The specified network name is no longer available.",
                    errc::connection_lost, "the connection was cut", connect_again},
    win32_error_row{71, "ERROR_REQ_NOT_ACCEP",
                    "No more connections can be made to this remote computer at this time because there are "
                    "already as many connections as the computer can accept.",
                    errc::unreachable, "the machine takes no more connections",
                    "close other sessions to it or ask again later"},
    win32_error_row{86, "ERROR_INVALID_PASSWORD", "The specified network password is not correct.",
                    errc::logon_failed, "the password is wrong", check_account},
    win32_error_row{87, "ERROR_INVALID_PARAMETER", "The parameter is incorrect.", errc::invalid_argument,
                    "the machine refused the request", "check the value name"},
    win32_error_row{109, "ERROR_BROKEN_PIPE", "The pipe has been ended.", errc::connection_lost,
                    "the connection was cut", connect_again},
    win32_error_row{120, "ERROR_CALL_NOT_IMPLEMENTED", "This function is not supported on this system.",
                    errc::unsupported, "the machine does not offer this",
                    "ask for HKEY_PERFORMANCE_DATA instead: every Windows offers it"},
    win32_error_row{121, "ERROR_SEM_TIMEOUT", "The semaphore timeout period has expired.", errc::timed_out,
                    "it did not answer in time", "raise the timeout, or look at the load of that machine"},
    win32_error_row{123, "ERROR_INVALID_NAME",
                    "The filename, directory name, or volume label syntax is incorrect.",
                    errc::invalid_argument, "the name cannot be meant", "check the name"},
    win32_error_row{161, "ERROR_BAD_PATHNAME", "The specified path is invalid.", errc::invalid_argument,
                    "the path cannot be meant", "write names with one backslash between them, none in front"},
    win32_error_row{167, "ERROR_LOCK_FAILED", "Unable to lock a region of a file.", errc::timed_out,
                    "its counters are locked by another query", ask_later},
    win32_error_row{170, "ERROR_BUSY", "The requested resource is in use.", errc::timed_out,
                    "its counters are busy", ask_later},
    win32_error_row{231, "ERROR_PIPE_BUSY", "All pipe instances are busy.", errc::unreachable,
                    "its registry pipe is busy", ask_later},
    win32_error_row{233, "ERROR_PIPE_NOT_CONNECTED", "No process is on the other end of the pipe.",
                    errc::connection_lost, "the connection was cut", connect_again},
    win32_error_row{234, "ERROR_MORE_DATA", "More data is available.", errc::too_large,
                    "the answer does not fit", "ask for fewer objects"},
    win32_error_row{258, "WAIT_TIMEOUT", "The wait operation timed out.", errc::timed_out,
                    "a counter provider there did not finish in time", ask_later},
    win32_error_row{259, "ERROR_NO_MORE_ITEMS", "No more data is available.", errc::not_found,
                    "there is nothing at that position", "stop enumerating"},
    win32_error_row{997, "ERROR_IO_PENDING", "Overlapped I/O operation is in progress.", errc::timed_out,
                    "the machine has not finished yet", ask_later},
    win32_error_row{1009, "ERROR_BADDB", "The configuration registry database is corrupt.",
                    errc::system_failure, "the registry of the machine is damaged",
                    "check its disk and its system log"},
    win32_error_row{1010, "ERROR_BADKEY", "The configuration registry key is invalid.", errc::not_found,
                    "the key is not valid there", "check the path"},
    win32_error_row{1018, "ERROR_KEY_DELETED",
                    "Illegal operation attempted on a registry key that has been marked for deletion.",
                    errc::not_found, "the key has been deleted", "open it again if it is back"},
    win32_error_row{1225, "ERROR_CONNECTION_REFUSED", "The remote computer refused the network connection.",
                    errc::unreachable, "the port is closed", check_service},
    win32_error_row{1231, "ERROR_NETWORK_UNREACHABLE",
                    "The network location cannot be reached. For information about network troubleshooting, "
                    "see Windows Help.",
                    errc::unreachable, "there is no way to its network", "check cables, routes and the VPN"},
    win32_error_row{1232, "ERROR_HOST_UNREACHABLE",
                    "The network location cannot be reached. For information about network troubleshooting, "
                    "see Windows Help.",
                    errc::unreachable, "there is no way to the machine",
                    "check that the machine is on, cables, routes and the VPN"},
    win32_error_row{1311, "ERROR_NO_LOGON_SERVERS",
                    "There are currently no logon servers available to service the logon request.",
                    errc::unreachable, "no domain controller could check the account",
                    "check the domain name, and that a domain controller can be reached"},
    win32_error_row{1326, "ERROR_LOGON_FAILURE", "The user name or password is incorrect.",
                    errc::logon_failed, "user name or password is wrong", check_account},
    win32_error_row{
        1327, "ERROR_ACCOUNT_RESTRICTION",
        "Account restrictions are preventing this user from signing in. For example: blank passwords aren't "
        "allowed, sign-in times are limited, or a policy restriction has been enforced.",
        errc::logon_failed, "a policy forbids this account to log on",
        "an empty password is refused over the network"},
    win32_error_row{1328, "ERROR_INVALID_LOGON_HOURS",
                    "Your account has time restrictions that keep you from signing in right now.",
                    errc::logon_failed, "the account may not log on at this hour",
                    "ask its administrator for logon hours, or try later"},
    win32_error_row{1329, "ERROR_INVALID_WORKSTATION", "This user isn't allowed to sign in to this computer.",
                    errc::logon_failed, "the account may not log on from this machine",
                    "ask its administrator which machines the account may use"},
    win32_error_row{1330, "ERROR_PASSWORD_EXPIRED", "The password for this account has expired.",
                    errc::logon_failed, "the password has expired", "change the password, then try again"},
    win32_error_row{1331, "ERROR_ACCOUNT_DISABLED",
                    "This user can't sign in because this account is currently disabled.", errc::logon_failed,
                    "the account is disabled", "have the account enabled"},
    win32_error_row{1385, "ERROR_LOGON_TYPE_NOT_GRANTED",
                    "Logon failure: the user has not been granted the requested logon type at this computer.",
                    errc::logon_failed, "the account may not log on over the network",
                    "grant it \"Access this computer from the network\""},
    win32_error_row{1398, "ERROR_TIME_SKEW",
                    "There is a time and/or date difference between the client and server.",
                    errc::logon_failed, "the clocks differ too much for Kerberos", "set both clocks"},
    win32_error_row{1450, "ERROR_NO_SYSTEM_RESOURCES",
                    "Insufficient system resources exist to complete the requested service.",
                    errc::system_failure, "the machine is out of resources", ask_later},
    win32_error_row{1717, "RPC_S_UNKNOWN_IF", "The interface is unknown.", errc::unsupported,
                    "the machine offers no remote registry", start_service},
    win32_error_row{1722, "RPC_S_SERVER_UNAVAILABLE", "The RPC server is unavailable.", errc::connection_lost,
                    "its remote registry does not answer", check_service},
    win32_error_row{1726, "RPC_S_CALL_FAILED", "The remote procedure call failed.", errc::connection_lost,
                    "the call broke off", connect_again},
    win32_error_row{1727, "RPC_S_CALL_FAILED_DNE", "The remote procedure call failed and did not execute.",
                    errc::connection_lost, "the call was not carried out", connect_again},
    win32_error_row{1745, "RPC_S_PROCNUM_OUT_OF_RANGE", "The procedure number is out of range.",
                    errc::unsupported, "the machine does not offer this",
                    "ask a newer system, or for another key"},
    win32_error_row{1783, "RPC_X_BAD_STUB_DATA", "The stub received bad data.", errc::malformed_data,
                    "its reply breaks the protocol", "check what answers on that port"},
    win32_error_row{1792, "ERROR_NETLOGON_NOT_STARTED",
                    "An attempt was made to logon, but the network logon service was not started.",
                    errc::unreachable, "its logon service does not run", "start Netlogon there"},
    win32_error_row{1793, "ERROR_ACCOUNT_EXPIRED", "The user's account has expired.", errc::logon_failed,
                    "the account has expired", "have the account renewed"},
    win32_error_row{
        1825, "RPC_S_SEC_PKG_ERROR", "A security package specific error occurred.", errc::logon_failed,
        "logging on to the registry service failed",
        "check the Kerberos ticket, both clocks, and that the host is named as its domain names it"},
    win32_error_row{1907, "ERROR_PASSWORD_MUST_CHANGE",
                    "The user's password must be changed before signing in.", errc::logon_failed,
                    "the password must be changed first", "change the password, then try again"},
    win32_error_row{1909, "ERROR_ACCOUNT_LOCKED_OUT",
                    "The referenced account is currently locked out and may not be logged on to.",
                    errc::logon_failed, "the account is locked out",
                    "wait for the lock to end or have it lifted; nothing was retried"},
    win32_error_row{0x800007D1, "PDH_CSTATUS_NO_INSTANCE", "The specified instance is not present.",
                    errc::not_found, "the instance is not there", "list the instances of the moment"},
    win32_error_row{0x800007D2, "PDH_MORE_DATA",
                    "There is more data to return than would fit in the supplied buffer. Allocate a larger "
                    "buffer and call the function again.",
                    errc::too_large, "the answer does not fit", "ask for fewer counters"},
    win32_error_row{0x800007D4, "PDH_RETRY", "The selected operation should be retried.", errc::timed_out,
                    "it did not work this time", "ask again"},
    win32_error_row{0x800007D5, "PDH_NO_DATA", "No data to return.", errc::not_found, "there are no data",
                    "take a second sample, or check the period of the log"},
    win32_error_row{0x800007D6, "PDH_CALC_NEGATIVE_DENOMINATOR",
                    "A counter with a negative denominator value was detected.", errc::malformed_data,
                    "the counter's base went back", "take the next sample: its provider was restarted"},
    win32_error_row{0x800007D7, "PDH_CALC_NEGATIVE_TIMEBASE",
                    "A counter with a negative time base value was detected.", errc::malformed_data,
                    "the machine's clock went back", "take the next sample"},
    win32_error_row{0x800007D8, "PDH_CALC_NEGATIVE_VALUE", "A counter with a negative value was detected.",
                    errc::malformed_data, "the counter went back",
                    "take the next sample: its provider was restarted"},
    win32_error_row{0xC0000BB8, "PDH_CSTATUS_NO_OBJECT", "The specified object is not found on the system.",
                    errc::not_found, "the machine does not have the object", "list what it offers"},
    win32_error_row{0xC0000BBA, "PDH_CSTATUS_INVALID_DATA", "The returned data is not valid.",
                    errc::malformed_data, "the counter's data are not usable", "take the next sample"},
    win32_error_row{0xC0000BC6, "PDH_INVALID_DATA", "The data is not valid.", errc::malformed_data,
                    "the data are not usable", "take a second sample"},
    win32_error_row{0xC0000BFE, "PDH_QUERY_PERF_DATA_TIMEOUT",
                    "System is busy. A time-out occurred when collecting counter data. Please retry later or "
                    "increase the CollectTime registry value.",
                    errc::timed_out, "a counter provider did not finish in time",
                    "ask again later, or leave the slow object out"},
};

static_assert(std::ranges::is_sorted(win32_rows, {}, &win32_error_row::code));

}  // namespace

const win32_error_row* find_win32_error(std::uint32_t code) noexcept {
  const auto row = std::ranges::lower_bound(win32_rows, code, {}, &win32_error_row::code);
  return row != win32_rows.end() && row->code == code ? &*row : nullptr;
}

}  // namespace perfdata
