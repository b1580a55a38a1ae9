// Many hosts sampled once a second through one I/O thread: what a host costs, and whether dead, silent and
// dropped ones delay the others. Starts its own smbd on loopback addresses; needs root, as smbd does.
//
//    perfdata_many_hosts [HEALTHY [DEAD [SILENT [DROPPED [SECONDS]]]]]
#include "tests/remote/samba_scene.hpp"
#include "tests/remote/tcp_listener.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <mutex>
#include <string>
#include <sys/resource.h>
#include <thread>

#include <perfdata/remote/async_machine.hpp>

namespace {

using namespace perfdata;
using namespace perfdata::test;
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

/// One host, and what its samples came to.
class host {
 public:
  host(const machine_address& address, const remote_options& options)
      : machine_(*async_machine::create(address, options)) {}

  void sample() {
    const std::lock_guard lock(mutex_);
    ++asked_;
    const auto begin = clock::now();
    machine_->query("2", std::move(buffer_), [this, begin](result<byte_buffer> answer) {
      const std::lock_guard arrived(mutex_);
      ++(answer ? answered_ : failed_);
      if (!answer) return;
      times_.push_back(clock::now() - begin);
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
  void add_times(std::vector<milliseconds>& all) const {
    const std::lock_guard lock(mutex_);
    all.insert(all.end(), times_.begin(), times_.end());
  }
  [[nodiscard]] machine_status status() const { return machine_->status(); }

 private:
  mutable std::mutex mutex_;
  byte_buffer buffer_;
  int asked_ = 0;
  int answered_ = 0;
  int failed_ = 0;
  std::vector<milliseconds> times_;
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

void print_group(std::string_view name, const hosts& group) {
  int asked = 0;
  int answered = 0;
  int failed = 0;
  std::uint64_t connections = 0;
  std::vector<milliseconds> times;
  for (const auto& each : group) {
    asked += each->asked();
    answered += each->answered();
    failed += each->failed();
    connections += each->status().connections;
    each->add_times(times);
  }
  std::ranges::sort(times);
  const auto at = [&](double part) {
    if (times.empty()) return std::string("-");
    return fmt::format("{:.1f}",
                       times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))].count());
  };
  fmt::print("| {:<8} | {:>5} | {:>6} | {:>8} | {:>6} | {:>11} | {:>6} | {:>6} | {:>7} |\n", name,
             group.size(), asked, answered, failed, connections, at(0.5), at(0.99), at(1));
}

int argument(int count, char** arguments, int position, int otherwise) {
  return count > position ? std::atoi(arguments[position]) : otherwise;
}

}  // namespace

int main(int count, char** arguments) {
  if (const auto why = samba_server::why_not(); !why.empty()) {
    fmt::print(stderr, "{}\n", why);
    return 1;
  }
  const int healthy_count = argument(count, arguments, 1, 200);
  const int dead_count = argument(count, arguments, 2, 20);
  const int silent_count = argument(count, arguments, 3, 20);
  const int dropped_count = argument(count, arguments, 4, 20);
  const int seconds = argument(count, arguments, 5, 30);

  samba_server steady({.more_lines = interfaces(1, healthy_count)});
  samba_server dropping({.more_lines = interfaces(2, dropped_count)});
  set_scene(steady.counters());
  set_scene(dropping.counters());
  const listener silent(256);

  const long resident_before = status_line("VmRSS:");
  const long threads_before = status_line("Threads:");
  const auto begin = clock::now();
  const auto healthy = make(1, healthy_count, steady.port(), options_of(steady));
  const auto dropped = make(2, dropped_count, dropping.port(), options_of(dropping));
  const auto dead = make(3, dead_count, 1, options_of(steady));
  hosts silent_ones;
  for (int i = 0; i < silent_count; ++i)
    silent_ones.push_back(std::make_unique<host>(silent.machine(), options_of(steady)));

  double cpu_connected = 0;
  clock::time_point connected{};
  long most_threads = 0;
  auto tick = clock::now();
  for (int second = 0; second < seconds; ++second) {
    for (const hosts* group : {&healthy, &dropped, &dead, static_cast<const hosts*>(&silent_ones)})
      for (const auto& each : *group) each->sample();
    const bool all = std::ranges::all_of(healthy, [](const auto& each) { return each->answered() > 0; });
    if (all && connected == clock::time_point{}) {
      connected = clock::now();
      cpu_connected = cpu_seconds();
    }
    if (second == seconds / 3) dropping.kill();
    if (second == seconds / 3 + 3) dropping.start();
    most_threads = std::max(most_threads, status_line("Threads:"));
    std::this_thread::sleep_until(tick += 1s);
  }
  if (connected == clock::time_point{}) fmt::print("not all healthy hosts answered in {} s\n", seconds);
  const double cpu = cpu_seconds() - cpu_connected;
  const double watched = std::chrono::duration<double>(clock::now() - std::max(connected, begin)).count();
  const long resident = status_line("VmRSS:") - resident_before;

  fmt::print(
      "| hosts    | count | asked  | answered | failed | connections | p50 ms | p99 ms | worst   |\n"
      "|---|---|---|---|---|---|---|---|---|\n");
  print_group("healthy", healthy);
  print_group("dropped", dropped);
  print_group("refused", dead);
  print_group("silent", silent_ones);
  const double all_hosts = healthy_count + dropped_count + dead_count + silent_count;
  if (connected > begin)
    fmt::print("\nall connected and answered within {:.1f} s\n",
               std::chrono::duration<double>(connected - begin).count());
  fmt::print("{:.3f} ms of CPU a host and second, {:.0f} kB resident a host, {} more threads\n",
             cpu / watched / all_hosts * 1000, static_cast<double>(resident) / all_hosts,
             most_threads - threads_before);
  std::ifstream load("/proc/loadavg");
  std::string average;
  std::getline(load, average);
  fmt::print("load of the machine: {}\n", average);
  return 0;
}
