// `perfdata serve` with hundreds of targets: what one costs, and how long a scrape takes while others are
// dead or silent. Starts its own smbd on loopback addresses; needs root, as smbd does. With Debian's
// prometheus installed it scrapes too, and what PromQL answers is compared with `perfdata show`.
//
//    perfdata_fleet_hosts [HEALTHY [DEAD [SILENT [SECONDS [PERIOD [INSTANCES [alone]]]]]]]
//
// INSTANCES: of one object, two counters each; 3 make an answer of 664 bytes, 2800 one of 200 kB.
// alone: without Prometheus, so that no two scrapers share a machine's answers.
#include "bench/prometheus.hpp"
#include "bench/samba_program.hpp"
#include "tests/remote/samba_scene.hpp"
#include "tests/remote/tcp_listener.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <mutex>
#include <string>
#include <tests/support/captured_process.hpp>
#include <tests/support/loopback_port.hpp>
#include <thread>
#include <unistd.h>

namespace {

using namespace perfdata;
using namespace perfdata::test;
using namespace perfdata::bench;
using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;
using milliseconds = std::chrono::duration<double, std::milli>;

/// Targets of one kind, each scraped by a thread of its own at its own moment of the period.
struct group {
  std::string name;
  std::vector<std::string> targets{};
  std::mutex mutex{};
  std::vector<milliseconds> times{};  // guarded by mutex
  std::atomic<bool> steady{false};    // connecting is over
  std::atomic<int> up{0};
  std::atomic<int> down{0};

  void scrape(std::uint16_t port, const std::string& target) {
    const auto begin = clock::now();
    const auto body = http_get(port, "/probe?target=" + target, 10s);
    const milliseconds took = clock::now() - begin;
    if (!steady) return;
    ++(body.find("\nperfdata_up 1\n") != std::string::npos ? up : down);
    const std::lock_guard lock(mutex);
    times.push_back(took);
  }

  void print() {
    std::ranges::sort(times);
    const auto at = [&](double part) {
      return times.empty()
                 ? 0
                 : times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))].count();
    };
    fmt::print("| {:<8} | {:>5} | {:>6} | {:>6} | {:>7.1f} | {:>7.1f} | {:>7.1f} |\n", name, targets.size(),
               up.load(), down.load(), at(0.5), at(0.99), at(1));
  }
};

std::string line_of(int process, const char* file, const std::string& word) {
  std::ifstream status(fmt::format("/proc/{}/{}", process, file));
  for (std::string line; std::getline(status, line);)
    if (line.starts_with(word)) return line.substr(word.size());
  return {};
}

double resident_kb(int process) {
  return std::atof(line_of(process, "status", "VmRSS:").c_str());
}

double cpu_seconds(int process) {
  std::ifstream stat(fmt::format("/proc/{}/stat", process));
  std::string text;
  std::getline(stat, text);
  text = text.substr(text.rfind(')') + 2);
  std::istringstream fields(text);
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::string configuration(const samba_server& server, double period) {
  return fmt::format(R"(targets = ["127.0.*"]
local_module = ""
[credentials.default]
user = "{}"
password_file = "{}"
[modules.default]
objects = ["Things", "Workers"]
period = {}
timeout = 10
)",
                     server.user(), server.password_file().string(), period);
}

std::string value_of(const nlohmann::json& results) {
  return results.empty() ? "-" : results[0]["value"][1].get<std::string>();
}

void compare_with_show(const prometheus& scraper, samba_server& server, std::size_t expected) {
  const auto show = run_captured({PERFDATA_PROGRAM, "--host", server.address().to_string(), "--user",
                                  server.user(), "--password-file", server.password_file().string(), "show",
                                  R"(\Things\Bytes)", R"(\Workers(worker 2)\Tasks)", "--json"});
  fmt::print("\nperfdata show: {}", show.out);
  fmt::print("count(perfdata_up == 1) = {} of {} healthy\n", value_of(scraper.query("count(perfdata_up==1)")),
             expected);
  for (const char* query : {"perfdata_things_bytes", R"(perfdata_workers_tasks{workers="worker 2"})"})
    fmt::print("PromQL {}: lowest {}, highest {}, hosts {}\n", query,
               value_of(scraper.query(fmt::format("min({})", query))),
               value_of(scraper.query(fmt::format("max({})", query))),
               value_of(scraper.query(fmt::format("count({})", query))));
  fmt::print("scrape_duration_seconds as Prometheus saw it, 0.99 quantile of healthy: {}\n",
             value_of(scraper.query("quantile(0.99, scrape_duration_seconds and perfdata_up == 1)")));
}

}  // namespace

int main(int count, char** arguments) {
  if (!can_run_samba()) return 1;
  const int healthy_count = argument(count, arguments, 1, 255);
  const int dead_count = argument(count, arguments, 2, 30);
  const int silent_count = argument(count, arguments, 3, 15);
  const int seconds = argument(count, arguments, 4, 60);
  const int period = argument(count, arguments, 5, 5);
  const auto instances = static_cast<std::uint32_t>(argument(count, arguments, 6, 3));

  // All of 127/8 by one socket: smbd does not listen on three hundred by themselves.
  samba_server server({.more_lines = "bind interfaces only = no\nhosts allow = 127.\n"});
  set_scene(server.counters(), instances);
  std::vector<std::unique_ptr<listener>> silent_ones;
  group healthy{.name = "healthy"};
  group dead{.name = "refused"};
  group silent{.name = "silent"};
  for (int i = 0; i < healthy_count; ++i)
    healthy.targets.push_back(fmt::format("127.0.{}.{}:{}", 1 + i / 250, 1 + i % 250, server.port()));
  for (int i = 0; i < dead_count; ++i) dead.targets.push_back(fmt::format("127.0.200.{}:1", 1 + i));
  for (int i = 0; i < silent_count; ++i)
    silent.targets.push_back(
        silent_ones.emplace_back(std::make_unique<listener>(256))->machine().to_string());

  const scratch_folder folder;
  write_text(folder / "fleet.toml", configuration(server, period));
  const auto port = free_loopback_port();
  captured_process serve({PERFDATA_PROGRAM, "serve", "--config", folder / "fleet.toml", "--listen",
                          fmt::format("127.0.0.1:{}", port)});
  if (!serve.wait_for_output("\n", 1, 20s)) return 1;
  const double resident_before = resident_kb(serve.pid());

  std::vector<std::string> all = healthy.targets;
  all.insert(all.end(), dead.targets.begin(), dead.targets.end());
  all.insert(all.end(), silent.targets.begin(), silent.targets.end());
  std::unique_ptr<prometheus> scraper;
  const bool alone = count > 7 && std::string_view(arguments[7]) == "alone";
  if (!alone && prometheus::why_not().empty())
    scraper = std::make_unique<prometheus>(
        scrape_plan{.serve = port, .targets = all, .interval = std::chrono::seconds(period)});

  const auto begin = clock::now();
  const auto end = begin + std::chrono::seconds(seconds);
  std::vector<std::thread> scrapers;
  std::size_t number = 0;
  for (group* each : {&healthy, &dead, &silent})
    for (const auto& target : each->targets) {
      const auto phase = std::chrono::duration_cast<clock::duration>(std::chrono::duration<double>(
          static_cast<double>(period) * static_cast<double>(number++) / static_cast<double>(all.size())));
      scrapers.emplace_back([&, each, target, phase] {
        for (auto next = begin + phase; next < end; next += std::chrono::seconds(period)) {
          std::this_thread::sleep_until(next);
          each->scrape(port, target);
        }
      });
    }
  std::this_thread::sleep_until(begin + std::chrono::seconds(2 * period));
  for (group* each : {&healthy, &dead, &silent}) each->steady = true;
  const double cpu_before = cpu_seconds(serve.pid());
  const double resident_early = resident_kb(serve.pid());
  const auto measured_from = clock::now();
  std::this_thread::sleep_until(end);
  const double watched = std::chrono::duration<double>(clock::now() - measured_from).count();
  const double cpu = cpu_seconds(serve.pid()) - cpu_before;
  const double resident = resident_kb(serve.pid());
  for (auto& each : scrapers) each.join();

  fmt::print(
      "| targets  | count | up     | down   | p50 ms  | p99 ms  | worst   "
      "|\n|---|---|---|---|---|---|---|\n");
  for (group* each : {&healthy, &dead, &silent}) each->print();
  const auto hosts = static_cast<double>(all.size());
  fmt::print(
      "\n{:.4f} % of a core a host, {:.0f} kB resident a host; resident {:.0f} kB before, {:.0f} after {} s, "
      "{:.0f} after {} s\n",
      cpu / watched / hosts * 100, (resident - resident_before) / hosts, resident_before, resident_early,
      2 * period, resident, seconds);
  if (scraper != nullptr) compare_with_show(*scraper, server, healthy.targets.size());
  print_load();
  return 0;
}
