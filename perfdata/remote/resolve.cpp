#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <mutex>
#include <netdb.h>
#include <netinet/in.h>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/resolve.hpp>

namespace perfdata {
namespace {

/// One look-up. glibc's helper thread writes into it, so that it must live until that thread is done.
struct look_up {
  explicit look_up(const machine_address& machine)
      : host(machine.host), service(std::to_string(machine.port)) {
    hints.ai_socktype = SOCK_STREAM;
    request.ar_name = host.c_str();
    request.ar_service = service.c_str();
    request.ar_request = &hints;
  }
  look_up(const look_up&) = delete;
  look_up& operator=(const look_up&) = delete;
  ~look_up() {
    if (request.ar_result != nullptr) freeaddrinfo(request.ar_result);
  }

  std::string host;
  std::string service;
  addrinfo hints{};
  gaicb request{};
};

/// Keeps look-ups that missed their deadline and could not be cancelled, until they are over.
class overdue_look_ups {
 public:
  void keep(std::unique_ptr<look_up> one) {
    const std::lock_guard lock(mutex_);
    std::erase_if(kept_, [](const auto& old) { return gai_error(&old->request) != EAI_INPROGRESS; });
    kept_.push_back(std::move(one));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<look_up>> kept_;
};

// Never destroyed: a helper thread may still write when the program ends.
overdue_look_ups& overdue() {
  static auto* const instance = new overdue_look_ups;
  return *instance;
}

std::vector<socket_address> copy_addresses(const addrinfo* list) {
  std::vector<socket_address> addresses;
  for (; list != nullptr; list = list->ai_next) {
    socket_address address;
    if (list->ai_addrlen > sizeof address.storage) continue;
    std::memcpy(&address.storage, list->ai_addr, list->ai_addrlen);
    address.length = list->ai_addrlen;
    addresses.push_back(address);
  }
  return addresses;
}

error failed_look_up(const machine_address& machine, errc code, std::string_view why, std::string advice) {
  return {.code = code,
          .message = fmt::format("{}: \"{}\" failed: {}", machine.to_string(), resolve_step, why),
          .advice = std::move(advice),
          .system = system_status{.step = std::string(resolve_step),
                                  .win32 = code == errc::timed_out ? 121U : 53U}};
}

error failed_look_up(const machine_address& machine, int code) {
  if (code == EAI_AGAIN)
    return failed_look_up(machine, errc::unreachable, "no name server answered",
                          "check the network and the name servers, or use the machine's IP address");
  if (code == EAI_NONAME || code == EAI_NODATA)
    return failed_look_up(machine, errc::unreachable, "there is no machine of this name",
                          "check the spelling, add the domain, or use the machine's IP address");
  return failed_look_up(machine, errc::unreachable, gai_strerror(code), "use the machine's IP address");
}

/// 0, EAI_INPROGRESS when the deadline came first, or the look-up's failure.
int wait_for(const look_up& one, const deadline& until) {
  const gaicb* list[] = {&one.request};
  while (gai_error(const_cast<gaicb*>(&one.request)) == EAI_INPROGRESS && !until.passed()) {
    const auto left = until.left();
    const timespec timeout{.tv_sec = left.count() / 1000, .tv_nsec = left.count() % 1000 * 1'000'000};
    (void)gai_suspend(list, 1, &timeout);
  }
  return gai_error(const_cast<gaicb*>(&one.request));
}

}  // namespace

std::string socket_address::to_string() const {
  char text[NI_MAXHOST] = "";
  const auto* address = static_cast<const sockaddr*>(static_cast<const void*>(&storage));
  if (getnameinfo(address, length, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0) return "?";
  return text;
}

result<std::vector<socket_address>> resolve_machine(const machine_address& machine, const deadline& until) {
  auto one = std::make_unique<look_up>(machine);
  one->hints.ai_flags = AI_NUMERICHOST;
  if (getaddrinfo(one->request.ar_name, one->request.ar_service, &one->hints, &one->request.ar_result) == 0)
    return copy_addresses(one->request.ar_result);

  one->hints.ai_flags = AI_ADDRCONFIG;
  gaicb* list[] = {&one->request};
  if (const int code = getaddrinfo_a(GAI_NOWAIT, list, 1, nullptr); code != 0)
    return failure(failed_look_up(machine, code));
  const int code = wait_for(*one, until);
  if (code == EAI_INPROGRESS) {
    if (gai_cancel(&one->request) != EAI_CANCELED) overdue().keep(std::move(one));
    return failure(failed_look_up(machine, errc::timed_out, "no name server answered in time",
                                  "check the name servers, or use the machine's IP address"));
  }
  if (code != 0) return failure(failed_look_up(machine, code));
  return copy_addresses(one->request.ar_result);
}

}  // namespace perfdata
