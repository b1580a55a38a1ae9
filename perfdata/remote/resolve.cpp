#include <condition_variable>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <mutex>
#include <netdb.h>
#include <system_error>
#include <thread>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/blocked_signals.hpp>
#include <perfdata/remote/resolve.hpp>

namespace perfdata {
namespace {

struct address_list_deleter {
  void operator()(addrinfo* list) const noexcept { freeaddrinfo(list); }
};

/// One look-up, in a thread of its own: the system's resolver knows no deadline. Whoever gives up just leaves
/// it behind; it ends by itself.
struct look_up {
  std::mutex mutex;
  std::condition_variable finished;
  bool done = false;  // this and the rest: guarded by mutex
  int code = 0;
  std::vector<socket_address> addresses;
};

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

int ask_system(const std::string& host, const std::string& port, int flags,
               std::vector<socket_address>& addresses) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags;
  addrinfo* list = nullptr;
  const int code = getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
  const std::unique_ptr<addrinfo, address_list_deleter> owner(list);
  if (code == 0) addresses = copy_addresses(list);
  return code;
}

void run(const std::shared_ptr<look_up>& one, const std::string& host, const std::string& port) {
  std::vector<socket_address> addresses;
  const int code = ask_system(host, port, AI_ADDRCONFIG, addresses);
  const std::lock_guard lock(one->mutex);
  one->code = code;
  one->addresses = std::move(addresses);
  one->done = true;
  one->finished.notify_all();
}

/// Those that are under way, so that asking for the same name again and again while no name server answers
/// does not pile threads up.
class running_look_ups {
 public:
  std::shared_ptr<look_up> join_or_start(const std::string& host, const std::string& port) {
    const std::lock_guard lock(mutex_);
    std::erase_if(running_, [](const auto& entry) { return entry.second.expired(); });
    auto& entry = running_[host + ' ' + port];
    if (auto one = entry.lock()) return one;
    auto one = std::make_shared<look_up>();
    const blocked_signals inherited;
    std::thread(run, one, host, port).detach();
    entry = one;
    return one;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<look_up>> running_;
};

// Never destroyed: a look-up may outlast the program's main().
running_look_ups& running() {
  static auto* const instance = new running_look_ups;
  return *instance;
}

}  // namespace

std::string socket_address::to_string() const {
  char text[NI_MAXHOST] = "";
  const auto* address = static_cast<const sockaddr*>(static_cast<const void*>(&storage));
  if (getnameinfo(address, length, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0) return "?";
  return text;
}

result<std::vector<socket_address>> resolve_machine(const machine_address& machine, const deadline& until) {
  const std::string port = std::to_string(machine.port);
  std::vector<socket_address> numeric;
  if (ask_system(machine.host, port, AI_NUMERICHOST, numeric) == 0) return numeric;

  std::shared_ptr<look_up> one;
  try {
    one = running().join_or_start(machine.host, port);
  } catch (const std::system_error& failed) {
    return failure(failed_look_up(machine, errc::system_failure, failed.what(), "close other programs"));
  }
  std::unique_lock lock(one->mutex);
  if (!one->finished.wait_until(lock, until.when(), [&] { return one->done; }))
    return failure(failed_look_up(machine, errc::timed_out, "no name server answered in time",
                                  "check the name servers, or use the machine's IP address"));
  if (one->code != 0) return failure(failed_look_up(machine, one->code));
  return one->addresses;
}

}  // namespace perfdata
