// The NTSTATUS values that the code itself decides by; find_nt_status (win32_error.hpp) has words for these
// and more.
#pragma once

#include <cstdint>

namespace perfdata {

// Source: ntstatus.h, MS-ERREF 2.3. What each means on the way to another machine's registry.
inline constexpr std::uint32_t status_invalid_parameter = 0xC000000D;
inline constexpr std::uint32_t status_no_memory = 0xC0000017;  ///< libdcerpc: also a port that refuses
inline constexpr std::uint32_t status_access_denied = 0xC0000022;
inline constexpr std::uint32_t status_object_name_not_found = 0xC0000034;  ///< no such pipe: service disabled
inline constexpr std::uint32_t status_logon_failure = 0xC000006D;
inline constexpr std::uint32_t status_pipe_not_available =
    0xC00000AC;  ///< the service behind it may be starting
inline constexpr std::uint32_t status_pipe_busy = 0xC00000AE;
inline constexpr std::uint32_t status_io_timeout = 0xC00000B5;  ///< also: a deadline of ours has passed
inline constexpr std::uint32_t status_not_supported = 0xC00000BB;
inline constexpr std::uint32_t status_invalid_network_response = 0xC00000C3;
inline constexpr std::uint32_t status_time_difference_at_dc = 0xC0000133;
inline constexpr std::uint32_t status_logon_type_not_granted = 0xC000015B;
inline constexpr std::uint32_t status_connection_disconnected = 0xC000020C;
inline constexpr std::uint32_t status_connection_invalid = 0xC000023A;
inline constexpr std::uint32_t status_ntlm_blocked = 0xC0000418;

}  // namespace perfdata
