// Many hosts sampled once a second through one I/O thread: what a host costs, and whether dead, silent and
// dropped ones delay the others. Starts its own smbd on loopback addresses; needs root, as smbd does.
//
//    perfdata_many_hosts [HEALTHY [DEAD [SILENT [DROPPED [SECONDS [burst|spread]]]]]]
//
// Three phases are told apart: connecting (until the last healthy host has answered), dropping (from the kill
// until the dropped hosts are back), and steady, the rest. What is our part of a time: the lag of the I/O
// thread, measured by work that is posted to it every few milliseconds. A reply waits for that thread as long
// as posted work does, because the event loop takes what is ready in turn; the rest of a time is the servers'
// and the system's.
#include "bench/samba_program.hpp"
#include "tests/remote/samba_scene.hpp"
#include "tests/remote/tcp_listener.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <future>
#include <mutex>
#include <string>
#include <sys/resource.h>
#include <thread>

#include <perfdata/remote/async_machine.hpp>
#include <perfdata/remote/loop/dcerpc_loop.hpp>

namespace {

using namespace perfdata;
using namespace perfdata::test;
using namespace perfdata::bench;
using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using milliseconds = std::chrono::duration<double, std::milli>;

constexpr int addresses = 20;  // smbd listens on each by itself, and not on very many

/// Loopback addresses 127.0.<network>.1 and on, for smbd and for us; hosts share them in turn.
std::string address_of(int network, int number) {
  return fmt::format("127.0.{}.{}", network, (number - 1) % addresses + 1);
}

std::string interfaces(int network, int count) {
  std::string line = "interfaces = lo";
  for (int i = 1; i <= std::min(count, addresses); ++i) line += fmt::format(" {}/8", address_of(network, i));
  return line + "\n";
}

/// A line of /proc/self/status in kB, or as a number.
long status_line(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == name) {
      long value = 0;
      status >> value;
      return value;
    }
  return -1;
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

enum class phase : std::uint8_t { connecting, steady, dropping };
constexpr std::array phase_names{"connecting", "steady", "dropping"};
constexpr std::array phases{phase::connecting, phase::steady, phase::dropping};

/// Times by phase. A resource: any thread.
class stopwatch {
 public:
  void add(phase when, clock::duration time) {
    const std::lock_guard lock(mutex_);
    times_[static_cast<std::size_t>(when)].push_back(time);
  }
  void add_to(std::vector<milliseconds>& all, phase when) const {
    const std::lock_guard lock(mutex_);
    const auto& some = times_[static_cast<std::size_t>(when)];
    all.insert(all.end(), some.begin(), some.end());
  }

 private:
  mutable std::mutex mutex_;
  std::array<std::vector<milliseconds>, phases.size()> times_;
};

/// How long the I/O thread takes to begin with what is ready, looked at every few milliseconds.
class lag_probe {
 public:
  explicit lag_probe(const std::atomic<phase>& now)
      : now_(now),
        loop_(*dcerpc_loop::acquire()),
        thread_([this](const std::stop_token& stop) { run(stop); }) {}

  [[nodiscard]] const stopwatch& lags() const noexcept { return lags_; }

 private:
  void run(const std::stop_token& stop) {
    for (auto next = clock::now(); !stop.stop_requested(); std::this_thread::sleep_until(next += 5ms))
      loop_->post(
          [this, when = now_.load(), posted = clock::now()] { lags_.add(when, clock::now() - posted); });
    std::promise<void> last;
    loop_->post([&] { last.set_value(); });
    last.get_future().wait();
  }

  const std::atomic<phase>& now_;
  stopwatch lags_;
  std::shared_ptr<dcerpc_loop> loop_;
  std::jthread thread_;  // its jobs use the rest: ends first
};

/// One host, and what its samples came to.
class host {
 public:
  host(const machine_address& address, const remote_options& options)
      : machine_(*async_machine::create(address, options)) {}

  void sample(phase when) {
    const std::lock_guard lock(mutex_);
    ++asked_;
    const auto begin = clock::now();
    machine_->query("2", std::move(buffer_), [this, when, begin](result<byte_buffer> answer) {
      const std::lock_guard arrived(mutex_);
      ++(answer ? answered_ : failed_);
      if (!answer) return;
      times_.add(when, clock::now() - begin);
      buffer_ = *std::move(answer);
    });
  }
  [[nodiscard]] int asked() const { return asked_; }
  [[nodiscard]] int answered() const {
    const std::lock_guard lock(mutex_);
    return answered_;
  }
  [[nodiscard]] int failed() const {
    const std::lock_guard lock(mutex_);
    return failed_;
  }
  [[nodiscard]] const stopwatch& times() const noexcept { return times_; }
  [[nodiscard]] machine_status status() const { return machine_->status(); }

 private:
  mutable std::mutex mutex_;
  byte_buffer buffer_;
  int asked_ = 0;
  int answered_ = 0;
  int failed_ = 0;
  stopwatch times_;
  std::unique_ptr<async_machine> machine_;  // its completions use the rest: destroyed first
};

using hosts = std::vector<std::unique_ptr<host>>;

hosts make(int network, int count, std::uint16_t port, const remote_options& options) {
  hosts made;
  for (int i = 1; i <= count; ++i)
    made.push_back(
        std::make_unique<host>(machine_address{.host = address_of(network, i), .port = port}, options));
  return made;
}

void print_counts(std::string_view name, const hosts& group) {
  int asked = 0;
  int answered = 0;
  int failed = 0;
  std::uint64_t connections = 0;
  for (const auto& each : group) {
    asked += each->asked();
    answered += each->answered();
    failed += each->failed();
    connections += each->status().connections;
  }
  fmt::print("| {:<8} | {:>5} | {:>6} | {:>8} | {:>6} | {:>11} |\n", name, group.size(), asked, answered,
             failed, connections);
}

void print_times(std::string_view name, phase when, std::vector<milliseconds> times) {
  if (times.empty()) return;
  std::ranges::sort(times);
  const auto at = [&](double part) {
    return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))].count();
  };
  fmt::print("| {:<20} | {:<10} | {:>6} | {:>7.1f} | {:>7.1f} | {:>7.1f} |\n", name,
             phase_names[static_cast<std::size_t>(when)], times.size(), at(0.5), at(0.99), at(1));
}

void print_group(std::string_view name, const hosts& group) {
  for (const phase when : phases) {
    std::vector<milliseconds> times;
    for (const auto& each : group) each->times().add_to(times, when);
    print_times(name, when, std::move(times));
  }
}

void print_lags(const stopwatch& lags) {
  for (const phase when : phases) {
    std::vector<milliseconds> times;
    lags.add_to(times, when);
    print_times("lag of our I/O thread", when, std::move(times));
  }
}

bool all_answered(const hosts& group, int more_than) {
  return std::ranges::all_of(group, [&](const auto& each) { return each->answered() > more_than; });
}

}  // namespace

int main(int count, char** arguments) {
  if (!can_run_samba()) return 1;
  const int healthy_count = argument(count, arguments, 1, 200);
  const int dead_count = argument(count, arguments, 2, 20);
  const int silent_count = argument(count, arguments, 3, 20);
  const int dropped_count = argument(count, arguments, 4, 20);
  const int seconds = argument(count, arguments, 5, 30);
  const bool spread = count > 6 && std::string_view(arguments[6]) == "spread";

  samba_server steady({.more_lines = interfaces(1, healthy_count)});
  samba_server dropping({.more_lines = interfaces(2, dropped_count)});
  set_scene(steady.counters());
  set_scene(dropping.counters());
  const listener silent(256);

  const long resident_before = status_line("VmRSS:");
  const long threads_before = status_line("Threads:");
  const double cpu_before = cpu_seconds();
  const auto begin = clock::now();
  const auto healthy = make(1, healthy_count, steady.port(), options_of(steady));
  const auto dropped = make(2, dropped_count, dropping.port(), options_of(dropping));
  const auto dead = make(3, dead_count, 1, options_of(steady));
  hosts silent_ones;
  for (int i = 0; i < silent_count; ++i)
    silent_ones.push_back(std::make_unique<host>(silent.machine(), options_of(steady)));

  std::vector<host*> everybody;
  for (const hosts* group : {&healthy, &dropped, &dead, static_cast<const hosts*>(&silent_ones)})
    for (const auto& each : *group) everybody.push_back(each.get());
  const auto apart = spread ? clock::duration(1s) / static_cast<int>(everybody.size()) : clock::duration{};

  std::atomic<phase> now = phase::connecting;
  const lag_probe probe(now);
  double cpu_connected = 0;
  clock::time_point connected{};
  long most_threads = 0;
  auto tick = clock::now();
  for (int second = 0; second < seconds; ++second) {
    if (second == seconds / 3) {
      now = phase::dropping;
      dropping.kill();
    }
    if (second == seconds / 3 + 3) dropping.start();
    auto next = tick;
    for (host* const each : everybody) {
      std::this_thread::sleep_until(next);
      each->sample(now);
      next += apart;
    }
    most_threads = std::max(most_threads, status_line("Threads:"));
    std::this_thread::sleep_until(tick += 1s);
    if (now == phase::connecting && all_answered(healthy, 0) && all_answered(dropped, 0)) {
      connected = clock::now();
      cpu_connected = cpu_seconds();
      now = phase::steady;
    }
    const bool back = std::ranges::all_of(dropped, [](const auto& each) { return each->status().connected; });
    if (now == phase::dropping && second > seconds / 3 + 3 && back) now = phase::steady;
  }
  if (connected == clock::time_point{}) fmt::print("not all healthy hosts answered in {} s\n", seconds);
  const double cpu = cpu_seconds() - cpu_connected;
  const double watched = std::chrono::duration<double>(clock::now() - std::max(connected, begin)).count();
  const long resident = status_line("VmRSS:") - resident_before;

  fmt::print(
      "| hosts    | count | asked  | answered | failed | connections |\n"
      "|---|---|---|---|---|---|\n");
  print_counts("healthy", healthy);
  print_counts("dropped", dropped);
  print_counts("refused", dead);
  print_counts("silent", silent_ones);
  fmt::print(
      "\n| time of              | phase      |  count |  p50 ms |  p99 ms |   worst |\n"
      "|---|---|---|---|---|---|\n");
  print_group("a healthy host", healthy);
  print_group("a dropped host", dropped);
  print_lags(probe.lags());
  if (connected > begin)
    fmt::print("\nall connected and answered within {:.1f} s, for {:.2f} s of our CPU\n",
               std::chrono::duration<double>(connected - begin).count(), cpu_connected - cpu_before);
  const auto all_hosts = static_cast<double>(everybody.size());
  fmt::print("{:.3f} ms of CPU a host and second, {:.0f} kB resident a host, {} more threads\n",
             cpu / watched / all_hosts * 1000, static_cast<double>(resident) / all_hosts,
             most_threads - threads_before - 1);  // without the probe's
  print_load();
  return 0;
}
