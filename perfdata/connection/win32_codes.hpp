// The Win32 error codes that the code itself decides by; find_win32_error (win32_error.hpp) has words for
// these and more.
#pragma once

#include <cstdint>

namespace perfdata {

// Source: winerror.h, MS-ERREF 2.2.
inline constexpr std::uint32_t error_file_not_found = 2;
inline constexpr std::uint32_t error_access_denied = 5;
inline constexpr std::uint32_t error_invalid_handle = 6;
inline constexpr std::uint32_t error_sem_timeout = 121;  ///< what NT's time-outs become
inline constexpr std::uint32_t error_more_data = 234;
inline constexpr std::uint32_t error_no_more_items = 259;
inline constexpr std::uint32_t error_service_already_running = 1056;
inline constexpr std::uint32_t error_service_disabled = 1058;
inline constexpr std::uint32_t error_service_does_not_exist = 1060;
inline constexpr std::uint32_t error_connection_refused = 1225;
inline constexpr std::uint32_t error_no_logon_servers = 1311;
inline constexpr std::uint32_t error_logon_failure = 1326;
inline constexpr std::uint32_t error_password_expired = 1330;
inline constexpr std::uint32_t error_account_disabled = 1331;
inline constexpr std::uint32_t error_time_skew = 1398;
inline constexpr std::uint32_t rpc_s_sec_pkg_error = 1825;

}  // namespace perfdata
