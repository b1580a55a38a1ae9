#include <arpa/inet.h>
#include <stdexcept>
#include <sys/socket.h>
#include <tests/support/loopback_port.hpp>
#include <unistd.h>

namespace perfdata::test {
namespace {

class loopback_socket {
 public:
  loopback_socket() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {}
  loopback_socket(const loopback_socket&) = delete;
  loopback_socket& operator=(const loopback_socket&) = delete;
  ~loopback_socket() { ::close(socket_); }

  [[nodiscard]] std::uint16_t free_port() const {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, generic, size) != 0 || ::getsockname(socket_, generic, &size) != 0)
      throw std::runtime_error("no free loopback port");
    return ntohs(address.sin_port);
  }
  [[nodiscard]] bool connects(std::uint16_t port) const {
    const sockaddr_in address = loopback(port);
    return ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }

 private:
  static sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }
  int socket_;
};

}  // namespace

std::uint16_t free_loopback_port() {
  return loopback_socket().free_port();
}

bool listens_on_loopback(std::uint16_t port) {
  return loopback_socket().connects(port);
}

}  // namespace perfdata::test
