#include <condition_variable>
#include <cstring>
#include <deque>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <mutex>
#include <netdb.h>
#include <system_error>
#include <thread>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/loop/blocked_signals.hpp>
#include <perfdata/remote/loop/dcerpc_wait.hpp>
#include <perfdata/remote/network/resolve.hpp>

namespace perfdata {
namespace {

struct address_list_deleter {
  void operator()(addrinfo* list) const noexcept { freeaddrinfo(list); }
};

constexpr int most_resolver_threads = 16;

/// A task that waits for a look-up, in a loop that lives as long as this is entered there.
struct waiting_task {
  dcerpc_loop* loop;
  resumption resume{};
};

/// One look-up, in a thread of its own: the system's resolver knows no deadline. Whoever gives up just leaves
/// it behind; it ends by itself.
struct look_up {
  std::string host;
  std::string port;
  std::mutex mutex;
  std::condition_variable finished;
  std::vector<waiting_task*> tasks;  // this and the rest: guarded by mutex
  bool done = false;
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

void run(look_up& one) {
  std::vector<socket_address> addresses;
  const int code = ask_system(one.host, one.port, AI_ADDRCONFIG, addresses);
  const std::lock_guard lock(one.mutex);
  one.code = code;
  one.addresses = std::move(addresses);
  one.done = true;
  one.finished.notify_all();
  for (const auto* each : one.tasks) each->loop->post(each->resume.job());
}

/// Those that are under way, so that asking for the same name again and again while no name server answers
/// does not pile threads up; and those that wait for a thread.
class running_look_ups {
 public:
  std::shared_ptr<look_up> join_or_start(const std::string& host, const std::string& port) {
    const std::lock_guard lock(mutex_);
    std::erase_if(running_, [](const auto& entry) { return entry.second.expired(); });
    auto& entry = running_[host + ' ' + port];
    if (auto one = entry.lock()) return one;
    auto one = std::make_shared<look_up>();
    one->host = host;
    one->port = port;
    entry = one;
    queued_.push_back(one);
    if (threads_ < most_resolver_threads) {
      const blocked_signals inherited;
      std::thread([this] { work(); }).detach();
      ++threads_;
    }
    return one;
  }

 private:
  void work() {
    for (;;) {
      std::shared_ptr<look_up> next;
      {
        const std::lock_guard lock(mutex_);
        while (!next && !queued_.empty()) {
          next = queued_.front().lock();  // nothing when nobody waits any more
          queued_.pop_front();
        }
        if (!next) {
          --threads_;
          return;
        }
      }
      run(*next);
    }
  }

  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<look_up>> running_;
  std::deque<std::weak_ptr<look_up>> queued_;
  int threads_ = 0;
};

// Never destroyed: a look-up may outlast the program's main().
running_look_ups& running() {
  static auto* const instance = new running_look_ups;
  return *instance;
}

/// A finished one for a numeric host.
result<std::shared_ptr<look_up>> begin_look_up(const machine_address& machine) {
  const std::string port = std::to_string(machine.port);
  auto numeric = std::make_shared<look_up>();
  if (ask_system(machine.host, port, AI_NUMERICHOST, numeric->addresses) == 0) {
    numeric->done = true;
    return numeric;
  }
  try {
    return running().join_or_start(machine.host, port);
  } catch (const std::system_error& failed) {
    return failure(failed_look_up(machine, errc::system_failure, failed.what(), "close other programs"));
  }
}

/// With `one.mutex` held.
result<std::vector<socket_address>> answer_of(const machine_address& machine, const look_up& one) {
  if (!one.done) return failure(resolve_timed_out(machine));
  if (one.code != 0) return failure(failed_look_up(machine, one.code));
  return one.addresses;
}

/// `co_await`: until the look-up is done or the deadline comes.
class look_up_end {
 public:
  look_up_end(dcerpc_loop& loop, look_up& one, const deadline& until)
      : one_(one), timer_(loop), until_(until), task_{.loop = &loop} {}
  look_up_end(const look_up_end&) = delete;
  look_up_end& operator=(const look_up_end&) = delete;
  ~look_up_end() {
    const std::lock_guard lock(one_.mutex);
    std::erase(one_.tasks, &task_);
  }
  [[nodiscard]] bool await_ready() const {
    const std::lock_guard lock(one_.mutex);
    return one_.done || until_.passed();
  }
  void await_suspend(std::coroutine_handle<> waiting) {
    task_.resume.aim(waiting);
    if (!timer_.set(until_, task_.resume.job())) task_.loop->post(task_.resume.job());
    const std::lock_guard lock(one_.mutex);
    one_.tasks.push_back(&task_);
    if (one_.done) task_.loop->post(task_.resume.job());
  }
  void await_resume() const noexcept {}

 private:
  look_up& one_;
  loop_timer timer_;
  deadline until_;
  waiting_task task_;
};

}  // namespace

std::string socket_address::to_string() const {
  char text[NI_MAXHOST] = "";
  const auto* address = static_cast<const sockaddr*>(static_cast<const void*>(&storage));
  if (getnameinfo(address, length, text, sizeof text, nullptr, 0, NI_NUMERICHOST) != 0) return "?";
  return text;
}

error resolve_timed_out(const machine_address& machine) {
  return failed_look_up(machine, errc::timed_out, "no name server answered in time",
                        "check the name servers, or use the machine's IP address");
}

result<std::vector<socket_address>> resolve_machine(const machine_address& machine, const deadline& until) {
  auto one = begin_look_up(machine);
  if (!one) return failure(one.error());
  std::unique_lock lock((*one)->mutex);
  (void)(*one)->finished.wait_until(lock, until.when(), [&] { return (*one)->done; });
  return answer_of(machine, **one);
}

task<result<std::vector<socket_address>>> resolve_machine(dcerpc_loop& loop, machine_address machine,
                                                          deadline until) {
  auto one = begin_look_up(machine);
  if (!one) co_return failure(one.error());
  look_up_end finished(loop, **one, until);
  co_await finished;
  const std::lock_guard lock((*one)->mutex);
  co_return answer_of(machine, **one);
}

}  // namespace perfdata
