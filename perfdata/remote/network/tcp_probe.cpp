#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <optional>
#include <poll.h>
#include <unistd.h>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/loop/dcerpc_wait.hpp>
#include <perfdata/remote/network/tcp_probe.hpp>

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

using attempts = std::vector<std::unique_ptr<attempt>>;

attempts begin_all(std::span<const socket_address> addresses) {
  attempts all;
  for (const auto& address : addresses.first(std::min(addresses.size(), most_addresses)))
    all.push_back(std::make_unique<attempt>(address));
  return all;
}

/// The position of one that is connected.
std::optional<std::size_t> find_connected(const attempts& all) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i]->outcome() == 0) return i;
  return std::nullopt;
}

/// What to poll; the descriptor is -1 for those whose outcome is known.
std::vector<pollfd> to_poll(const attempts& all) {
  std::vector<pollfd> polled;
  for (const auto& one : all) polled.push_back(one->to_poll());
  return polled;
}

bool all_known(const std::vector<pollfd>& polled) {
  return std::ranges::all_of(polled, [](const pollfd& one) { return one.fd < 0; });
}

void read_outcomes(const attempts& all, const std::vector<pollfd>& polled) {
  for (std::size_t i = 0; i < all.size(); ++i)
    if (polled[i].revents != 0) all[i]->read_outcome();
}

error failed_probe(const machine_address& machine, int why) {
  error failed = win32_failure(machine.to_string(), connect_step(machine), win32_of(why));
  if (failed.code == errc::timed_out)
    failed.advice = fmt::format(
        "check that the machine is on and that its firewall does not drop TCP port {}", machine.port);
  else if (failed.code == errc::connection_lost)
    failed.code = errc::unreachable;
  return failed;
}

error failed_probe(const machine_address& machine, const attempts& all) {
  // A refusal says more than silence: somebody is there.
  int why = all.empty() ? ENETUNREACH : all.front()->outcome();
  for (const auto& one : all)
    if (one->outcome() == ECONNREFUSED) why = ECONNREFUSED;
  return failed_probe(machine, why);
}

}  // namespace

std::string connect_step(const machine_address& machine) {
  return fmt::format("connect to port {}", machine.port);
}

error connect_timed_out(const machine_address& machine) {
  return failed_probe(machine, ETIMEDOUT);
}

result<socket_address> first_that_accepts(const machine_address& machine,
                                          std::span<const socket_address> addresses, const deadline& until) {
  const auto all = begin_all(addresses);
  for (;;) {
    if (const auto connected = find_connected(all)) return addresses[*connected];
    auto polled = to_poll(all);
    if (all_known(polled) || until.passed()) return failure(failed_probe(machine, all));
    const auto left = std::min<std::chrono::milliseconds::rep>(until.left().count(), 60'000);
    if (::poll(polled.data(), polled.size(), static_cast<int>(left)) > 0) read_outcomes(all, polled);
  }
}

task<result<socket_address>> first_that_accepts(dcerpc_loop& loop, machine_address machine,
                                                std::vector<socket_address> addresses, deadline until) {
  const auto all = begin_all(addresses);
  for (;;) {
    if (const auto connected = find_connected(all)) co_return addresses[*connected];
    auto polled = to_poll(all);
    if (all_known(polled) || until.passed()) co_return failure(failed_probe(machine, all));
    std::vector<int> descriptors;
    descriptors.reserve(polled.size());
    for (const auto& one : polled) descriptors.push_back(one.fd);
    any_writable ready(loop, std::move(descriptors), until);
    co_await ready;
    if (::poll(polled.data(), polled.size(), 0) > 0) read_outcomes(all, polled);
  }
}

}  // namespace perfdata
