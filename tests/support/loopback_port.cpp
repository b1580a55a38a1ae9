#include <arpa/inet.h>
#include <stdexcept>
#include <sys/socket.h>
#include <tests/support/loopback_port.hpp>
#include <unistd.h>

namespace perfdata::test {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int new_socket() {
  return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

/// Binds to a port of the system's choice.
std::uint16_t bind_to_a_free_port(int socket) {
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(socket, generic, size) != 0 || ::getsockname(socket, generic, &size) != 0)
    throw std::runtime_error("no free loopback port");
  return ntohs(address.sin_port);
}

}  // namespace

std::uint16_t free_loopback_port() {
  const int socket = new_socket();
  const std::uint16_t port = bind_to_a_free_port(socket);
  ::close(socket);
  return port;
}

bool listens_on_loopback(std::uint16_t port) {
  const int socket = new_socket();
  const sockaddr_in address = loopback(port);
  const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return connected;
}

loopback_listener::loopback_listener() : socket_(new_socket()), port_(bind_to_a_free_port(socket_)) {
  if (::listen(socket_, 8) != 0) throw std::runtime_error("cannot listen on a loopback port");
}

loopback_listener::~loopback_listener() {
  ::close(socket_);
}

}  // namespace perfdata::test
