// The calls of MS-SCMR that find out about a service and start it, as NDR: requests out, replies in. Bytes
// only: no network, no Samba.
//
// Sources: MS-SCMR 3.1.4 for the methods, 2.2.15 for QUERY_SERVICE_CONFIGW, 2.2.47 for SERVICE_STATUS.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata::svcctl {

/// Method numbers of interface 367ABB81-9844-35F1-AD32-98F038001003 version 2.0.
enum class method : std::uint16_t {
  close_handle = 0x00,
  query_status = 0x06,
  open_manager = 0x0f,
  open_service = 0x10,
  query_config = 0x11,
  start_service = 0x13,
};

/// As the Win32 function is called, e.g. "OpenServiceW".
[[nodiscard]] std::string_view to_string(method which) noexcept;

/// An open manager or service of the other machine.
using context_handle = std::array<std::byte, 20>;

/// Rights to ask for.
inline constexpr std::uint32_t manager_connect = 0x0001;
inline constexpr std::uint32_t service_query_config = 0x0001;
inline constexpr std::uint32_t service_query_status = 0x0004;
inline constexpr std::uint32_t service_start = 0x0010;

/// The largest configuration that the interface can carry: range(0, 8192) on cbBufSize.
inline constexpr std::uint32_t max_config_size = 8192;

/// The machine's own manager, its active database.
[[nodiscard]] byte_buffer encode_open_manager(std::uint32_t access);

/// Errors: errc::invalid_argument for a name of more than 256 UTF-16 units.
[[nodiscard]] result<byte_buffer> encode_open_service(const context_handle& manager, std::string_view name,
                                                      std::uint32_t access);

/// For close_handle and query_status.
[[nodiscard]] byte_buffer encode_handle(const context_handle& handle);
[[nodiscard]] byte_buffer encode_query_config(const context_handle& service);
/// Without arguments.
[[nodiscard]] byte_buffer encode_start_service(const context_handle& service);

/// What the Open… methods and close_handle answer. `status` is a Win32 code.
struct handle_reply {
  context_handle handle{};
  std::uint32_t status = 0;
};

/// dwCurrentState of SERVICE_STATUS.
enum class service_state : std::uint32_t { stopped = 1, start_pending = 2, stop_pending = 3, running = 4 };

struct status_reply {
  service_state state{};
  std::uint32_t status = 0;
};

/// dwStartType of QUERY_SERVICE_CONFIGW.
enum class start_type : std::uint32_t { automatic = 2, on_demand = 3, disabled = 4 };

struct config_reply {
  start_type start{};
  std::uint32_t status = 0;
};

/// Errors of all four: errc::malformed_data when the bytes end early or an array lies about its size. Texts
/// of the configuration are walked over, not kept.
[[nodiscard]] result<handle_reply> decode_handle_reply(byte_view reply);
[[nodiscard]] result<status_reply> decode_status_reply(byte_view reply);
[[nodiscard]] result<config_reply> decode_config_reply(byte_view reply);
/// start_service: nothing but the Win32 code.
[[nodiscard]] result<std::uint32_t> decode_code_reply(byte_view reply);

}  // namespace perfdata::svcctl
