// Puts keys and values into the registry of a samba_server, with Samba's own tool.
#pragma once

#include <string>
#include <string_view>
#include <tests/support/samba_server.hpp>

namespace perfdata::test {

/// Why it cannot be done here, for GTEST_SKIP; empty when it can.
[[nodiscard]] std::string why_no_samba_registry();

/// `lines`: what follows the first line of a .reg file, as regedit writes it. Throws std::runtime_error when
/// `net registry import` refuses it. The server may be running.
void import_registry(const samba_server& server, std::string_view lines);

}  // namespace perfdata::test
