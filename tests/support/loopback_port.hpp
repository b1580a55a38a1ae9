// Ports on the loopback interface.
#pragma once

#include <cstdint>

namespace perfdata::test {

/// A TCP port of 127.0.0.1 on which nobody listens at this moment. Throws std::runtime_error.
[[nodiscard]] std::uint16_t free_loopback_port();

/// Whether somebody takes connections on that port of 127.0.0.1.
[[nodiscard]] bool listens_on_loopback(std::uint16_t port);

}  // namespace perfdata::test
