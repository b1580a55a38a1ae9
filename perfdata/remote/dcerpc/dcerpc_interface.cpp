#include <perfdata/remote/dcerpc/dcerpc_interface.hpp>
#include <perfdata/remote/dcerpc/samba_api.hpp>

namespace perfdata {
namespace {

constexpr const char* winreg_endpoint[] = {"ncacn_np:[\\pipe\\winreg]"};
constexpr const char* svcctl_endpoint[] = {"ncacn_np:[\\pipe\\svcctl]"};
constexpr const char* service_names[] = {"host"};
constexpr ndr_interface_string_array winreg_endpoints{.count = 1, .names = winreg_endpoint};
constexpr ndr_interface_string_array svcctl_endpoints{.count = 1, .names = svcctl_endpoint};
// Needed although only one is named: a sealed bind reads it without looking.
constexpr ndr_interface_string_array services{.count = 1, .names = service_names};

constexpr ndr_interface_table winreg_table{
    .name = "winreg",
    .syntax_id = {.uuid = {.time_low = 0x338cd001,
                           .time_mid = 0x2244,
                           .time_hi_and_version = 0x31f1,
                           .clock_seq = {0xaa, 0xaa},
                           .node = {0x90, 0x00, 0x38, 0x00, 0x10, 0x03}},
                  .if_version = 1},
    .helpstring = nullptr,
    .num_calls = 0,
    .calls = nullptr,
    .num_public_structs = 0,
    .public_structs = nullptr,
    .endpoints = &winreg_endpoints,
    .authservices = &services};

constexpr ndr_interface_table svcctl_table{
    .name = "svcctl",
    .syntax_id = {.uuid = {.time_low = 0x367abb81,
                           .time_mid = 0x9844,
                           .time_hi_and_version = 0x35f1,
                           .clock_seq = {0xad, 0x32},
                           .node = {0x98, 0xf0, 0x38, 0x00, 0x10, 0x03}},
                  .if_version = 2},
    .helpstring = nullptr,
    .num_calls = 0,
    .calls = nullptr,
    .num_public_structs = 0,
    .public_structs = nullptr,
    .endpoints = &svcctl_endpoints,
    .authservices = &services};

}  // namespace

const ndr_interface_table& interface_table(rpc_interface which) noexcept {
  return which == rpc_interface::svcctl ? svcctl_table : winreg_table;
}

const char* binding_text(rpc_interface which) noexcept {
  return which == rpc_interface::svcctl ? svcctl_endpoint[0] : winreg_endpoint[0];
}

}  // namespace perfdata
