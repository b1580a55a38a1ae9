#include <cerrno>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/tcp_probe.hpp>

namespace perfdata {
namespace {

constexpr std::size_t most_addresses = 16;

/// A connection attempt that does not block. A resource.
class attempt {
 public:
  explicit attempt(const socket_address& to)
      : socket_(::socket(to.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    if (socket_ < 0) {
      outcome_ = errno;
      return;
    }
    const auto* address = static_cast<const sockaddr*>(static_cast<const void*>(&to.storage));
    outcome_ = ::connect(socket_, address, to.length) == 0 ? 0 : errno;
  }
  attempt(const attempt&) = delete;
  attempt& operator=(const attempt&) = delete;
  ~attempt() {
    if (socket_ >= 0) ::close(socket_);
  }

  /// 0 connected, EINPROGRESS not yet known, anything else why it failed.
  [[nodiscard]] int outcome() const noexcept { return outcome_; }
  [[nodiscard]] pollfd to_poll() const noexcept {
    return {.fd = outcome_ == EINPROGRESS ? socket_ : -1, .events = POLLOUT, .revents = 0};
  }
  void read_outcome() noexcept {
    socklen_t size = sizeof outcome_;
    if (getsockopt(socket_, SOL_SOCKET, SO_ERROR, &outcome_, &size) != 0) outcome_ = errno;
  }

 private:
  int socket_;
  int outcome_ = 0;
};

std::uint32_t win32_of(int error_number) noexcept {
  switch (error_number) {
    case ECONNREFUSED: return 1225;
    case ENETUNREACH:
    case ENETDOWN: return 1231;
    case EHOSTUNREACH:
    case EHOSTDOWN: return 1232;
    case EINPROGRESS:
    case ETIMEDOUT: return 121;
    case EACCES:
    case EPERM: return 1232;  // a local firewall rule
    case ECONNRESET: return 64;
    default: return 53;
  }
}

error failed_probe(const machine_address& machine, const std::vector<std::unique_ptr<attempt>>& attempts) {
  // A refusal says more than silence: somebody is there.
  int why = attempts.empty() ? ENETUNREACH : attempts.front()->outcome();
  for (const auto& one : attempts)
    if (one->outcome() == ECONNREFUSED) why = ECONNREFUSED;
  error failed = win32_failure(machine.to_string(), connect_step(machine), win32_of(why));
  if (failed.code == errc::timed_out)
    failed.advice = fmt::format(
        "check that the machine is on and that its firewall does not drop TCP port {}", machine.port);
  else if (failed.code == errc::connection_lost)
    failed.code = errc::unreachable;
  return failed;
}

}  // namespace

std::string connect_step(const machine_address& machine) {
  return fmt::format("connect to port {}", machine.port);
}

result<socket_address> first_that_accepts(const machine_address& machine,
                                          std::span<const socket_address> addresses, const deadline& until) {
  addresses = addresses.first(std::min(addresses.size(), most_addresses));
  std::vector<std::unique_ptr<attempt>> attempts;
  for (const auto& address : addresses) attempts.push_back(std::make_unique<attempt>(address));
  for (;;) {
    std::vector<pollfd> polled;
    bool waiting = false;
    for (std::size_t i = 0; i < attempts.size(); ++i) {
      if (attempts[i]->outcome() == 0) return addresses[i];
      polled.push_back(attempts[i]->to_poll());
      waiting = waiting || polled.back().fd >= 0;
    }
    if (!waiting || until.passed()) return failure(failed_probe(machine, attempts));
    const auto left = std::min<std::chrono::milliseconds::rep>(until.left().count(), 60'000);
    if (::poll(polled.data(), polled.size(), static_cast<int>(left)) <= 0) continue;
    for (std::size_t i = 0; i < attempts.size(); ++i)
      if (polled[i].revents != 0) attempts[i]->read_outcome();
  }
}

}  // namespace perfdata
