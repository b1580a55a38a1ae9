#include "tests/support/otlp_collector.hpp"

#include <array>
#include <cstdlib>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace perfdata::test {
namespace {

constexpr int look_again = 20;  // milliseconds
constexpr std::size_t longest = std::size_t{64} << 20U;

std::uint64_t number_behind(const std::string& text, std::string_view word) {
  const auto at = text.find(word);
  return at == std::string::npos ? 0 : std::strtoull(text.c_str() + at + word.size(), nullptr, 10);
}

bool is_readable(int handle) {
  pollfd waiting{.fd = handle, .events = POLLIN, .revents = 0};
  return ::poll(&waiting, 1, look_again) == 1;
}

}  // namespace

otlp_collector::otlp_collector() {
  start();
}

void otlp_collector::kill() {
  thread_ = {};  // asks it to stop, and waits
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

void otlp_collector::start() {
  listen();
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void otlp_collector::listen() {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(socket_, generic, size) != 0 || ::listen(socket_, 16) != 0 ||
      ::getsockname(socket_, generic, &size) != 0)
    throw std::runtime_error("the collector cannot listen");
  port_ = ntohs(address.sin_port);
}

std::vector<otlp_collector::message> otlp_collector::messages() const {
  const std::lock_guard lock(mutex_);
  return messages_;
}

void otlp_collector::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (!is_readable(socket_)) continue;
    const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    take_message(connection, stop);
    ::close(connection);
  }
}

// One message a connection, as perfdata sends them.
void otlp_collector::take_message(int connection, const std::stop_token& stop) {
  std::string text;
  std::array<char, 65536> bytes{};
  std::size_t whole = 0;
  while (whole == 0 || text.size() < whole) {
    if (stop.stop_requested()) return;
    if (!is_readable(connection)) continue;
    const auto n = ::recv(connection, bytes.data(), bytes.size(), 0);
    if (n <= 0) return;
    text.append(bytes.data(), static_cast<std::size_t>(n));
    const auto head = text.find("\r\n\r\n");
    if (whole == 0 && head != std::string::npos)
      whole = head + 4 + static_cast<std::size_t>(number_behind(text, "Content-Length: "));
    if (whole > longest) return;
  }
  constexpr std::string_view taken =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
  if (::send(connection, taken.data(), taken.size(), MSG_NOSIGNAL) < 0) return;
  auto body = text.substr(text.find("\r\n\r\n") + 4);
  const auto time = number_behind(body, "\"timeUnixNano\":\"");
  const std::lock_guard lock(mutex_);
  messages_.push_back({time, std::move(body)});
}

}  // namespace perfdata::test
