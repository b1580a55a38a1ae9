#include <algorithm>
#include <array>

#include <perfdata/connection/win32_error.hpp>

namespace perfdata {
namespace {

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
    nt_status_row{0xC002002E, "RPC_NT_PROCNUM_OUT_OF_RANGE", 1745},
    nt_status_row{0xC0020057, "RPC_NT_SEC_PKG_ERROR", 1825},
    nt_status_row{0xC0030005, "RPC_NT_SS_CONTEXT_MISMATCH", 6},
    nt_status_row{0xC003000C, "RPC_NT_BAD_STUB_DATA", 1783},
};

static_assert(std::ranges::is_sorted(nt_rows, {}, &nt_status_row::status));

}  // namespace

const nt_status_row* find_nt_status(std::uint32_t status) noexcept {
  const auto row = std::ranges::lower_bound(nt_rows, status, {}, &nt_status_row::status);
  return row != nt_rows.end() && row->status == status ? &*row : nullptr;
}

}  // namespace perfdata
