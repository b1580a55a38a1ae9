// Ports on the loopback interface.
#pragma once

#include <cstdint>

namespace perfdata::test {

/// A TCP port of 127.0.0.1 on which nobody listens at this moment. Throws std::runtime_error.
[[nodiscard]] std::uint16_t free_loopback_port();

/// Whether somebody takes connections on that port of 127.0.0.1.
[[nodiscard]] bool listens_on_loopback(std::uint16_t port);

/// Takes TCP connections on 127.0.0.1, as the system does that for it, and says nothing. A resource.
class loopback_listener {
 public:
  loopback_listener();
  loopback_listener(const loopback_listener&) = delete;
  loopback_listener& operator=(const loopback_listener&) = delete;
  ~loopback_listener();

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }

 private:
  int socket_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace perfdata::test
