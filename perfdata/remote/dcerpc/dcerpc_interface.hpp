// The interfaces that are spoken here, as Samba's client libraries want them described.
#pragma once

#include <cstdint>

struct ndr_interface_table;

namespace perfdata {

enum class rpc_interface : std::uint8_t {
  winreg,  ///< MS-RRP: pipe \winreg, 338cd001-2244-31f1-aaaa-900038001003 version 1.0
  svcctl,  ///< MS-SCMR: pipe \svcctl, 367abb81-9844-35f1-ad32-98f038001003 version 2.0
};

[[nodiscard]] const ndr_interface_table& interface_table(rpc_interface which) noexcept;

/// "ncacn_np:[\\pipe\\winreg]".
[[nodiscard]] const char* binding_text(rpc_interface which) noexcept;

}  // namespace perfdata
