// Something that takes TCP connections and says nothing.
#pragma once

#include <arpa/inet.h>
#include <cstdint>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <perfdata/connection/machine_address.hpp>

namespace perfdata::test {

class tcp_socket {
 public:
  tcp_socket() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  explicit tcp_socket(int socket) : socket_(socket) {}
  tcp_socket(const tcp_socket&) = delete;
  tcp_socket& operator=(const tcp_socket&) = delete;
  ~tcp_socket() {
    if (socket_ >= 0) ::close(socket_);
  }
  [[nodiscard]] int get() const noexcept { return socket_; }

 private:
  int socket_;
};

/// Listens on 127.0.0.1; the system takes connections for it until its
/// backlog is full.
class listener {
 public:
  explicit listener(int backlog) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(socket_.get(), generic, size), 0);
    EXPECT_EQ(::listen(socket_.get(), backlog), 0);
    EXPECT_EQ(::getsockname(socket_.get(), generic, &size), 0);
    address_ = address;
  }
  [[nodiscard]] machine_address machine() const {
    return {.host = "127.0.0.1", .port = ntohs(address_.sin_port)};
  }
  [[nodiscard]] const sockaddr* address() const { return reinterpret_cast<const sockaddr*>(&address_); }
  [[nodiscard]] int get() const noexcept { return socket_.get(); }

 private:
  tcp_socket socket_;
  sockaddr_in address_{};
};

}  // namespace perfdata::test
