// `perfdata serve`, Prometheus, smbd and an OpenTelemetry collector are killed and started again, one after
// the other: nothing is missing afterwards but what could not be had while they were away. Then every panel
// of samples/fleet/dashboard.json is asked of what was scraped. Needs root, as smbd does, and Debian's
// prometheus.
//
//    perfdata_fleet_outages [SECONDS [serve|prometheus|smbd|collector|panels]]
//
// SECONDS: how long each is away. Fails when a gap is longer than the outage by more than three scrapes.
#include "bench/prometheus.hpp"
#include "bench/samba_program.hpp"
#include "tests/remote/samba_scene.hpp"
#include "tests/support/otlp_collector.hpp"
#include "tests/support/wait_for.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <string>
#include <tests/support/captured_process.hpp>
#include <tests/support/loopback_port.hpp>
#include <thread>

namespace {

using namespace perfdata;
using namespace perfdata::test;
using namespace perfdata::bench;
using namespace std::chrono_literals;
using seconds = std::chrono::duration<double>;

constexpr auto interval = 1s;
constexpr double scrapes_late = 3;

double unix_now() {
  return seconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// From the kill until the restarted one listens; Prometheus begins to scrape, itself too, five seconds
/// later.
struct outage {
  std::string what;
  double begin = 0;
  double end = 0;
};

std::string configuration(const samba_server& server, std::uint16_t collector, const std::string& queue) {
  return fmt::format(R"(targets = ["127.0.0.1:*"]
[credentials.default]
user = "{0}"
password_file = "{1}"
[modules.default]
objects = ["Things", "Workers", "Processor", "System", "Memory", "LogicalDisk", "PhysicalDisk", "Network Interface", "Process"]
period = {2}
timeout = 5
[push]
url = "http://127.0.0.1:{3}/v1/metrics"
targets = ["{4}"]
module = "default"
queue = "{5}"
)",
                     server.user(), server.password_file().string(), interval.count(), collector,
                     server.address().to_string(), queue);
}

class fleet_under_test {
 public:
  fleet_under_test() {
    set_scene(server_.counters());
    write_text(folder_ / "fleet.toml", configuration(server_, collector_.port(), folder_ / "queue"));
    start_serve();
    prometheus_ =
        std::make_unique<prometheus>(scrape_plan{.serve = port_,
                                                 .targets = {server_.address().to_string(), "127.0.0.1:1"},
                                                 .interval = interval,
                                                 .rules = PERFDATA_SOURCE_DIR "/samples/fleet/alerts.yml"});
  }

  /// False when nothing is scraped within a time that is more than enough.
  [[nodiscard]] bool is_running() const {
    return wait_for(30s, [&] { return good_moments().size() >= 3; });
  }

  [[nodiscard]] bool kill_and_start(const std::string& what, std::chrono::seconds away) {
    outage made{.what = what, .begin = unix_now()};
    if (what == "serve") serve_.reset();
    if (what == "prometheus") prometheus_->kill();
    if (what == "smbd") server_.kill();
    if (what == "collector") collector_.kill();
    std::this_thread::sleep_for(away);
    if (what == "serve") start_serve();
    if (what == "prometheus") prometheus_->start();
    if (what == "smbd") server_.start();
    if (what == "collector") collector_.start();
    made.end = unix_now();
    if (what == "prometheus") {
      if (!wait_for(30s, [&] { return prometheus_->scraped_itself_at() > made.end; })) return false;
      made.end = prometheus_->scraped_itself_at();
    }
    outages_.push_back(made);
    return wait_for(30s, [&] {
      const auto moments = good_moments();
      return !moments.empty() && moments.back() > made.end + 2;
    });
  }

  [[nodiscard]] bool print_gaps() const {
    const auto moments = good_moments();
    bool all_good = true;
    fmt::print("| killed     | away s | longest gap s | longer by s |\n|---|---|---|---|\n");
    for (const auto& each : outages_) {
      const auto gap = longest_gap(moments, each);
      const auto away = each.end - each.begin;
      const bool good = gap <= std::max(away, 1.0) + scrapes_late;
      all_good = all_good && good;
      fmt::print("| {:<10} | {:>6.2f} | {:>13.2f} | {:>11.2f} |{}\n", each.what, away, gap, gap - away,
                 good ? "" : " too long");
    }
    return all_good;
  }

  /// What was sampled for the collector arrived there, each sample once and in order, whoever was away.
  [[nodiscard]] bool print_pushes() const {
    const bool drained = wait_for(90s, [&] { return own_metric("perfdata_push_queue_messages") == 0; });
    const auto arrived = collector_.messages();
    const double dropped = own_metric("perfdata_push_dropped_total");
    double longest = 0;
    for (std::size_t i = 1; i < arrived.size(); ++i)
      longest = std::max(longest, static_cast<double>(arrived[i].time - arrived[i - 1].time) / 1e9);
    const bool ordered = std::ranges::is_sorted(arrived, {}, &otlp_collector::message::time);
    fmt::print("pushed: {} messages arrived, {} dropped, {}, longest time between two {:.2f} s\n",
               arrived.size(), dropped, ordered ? "in order" : "OUT OF ORDER", longest);
    return drained && ordered && dropped == 0 && !arrived.empty();
  }

  [[nodiscard]] bool print_panels() const {
    const auto dashboard =
        nlohmann::json::parse(std::ifstream(PERFDATA_SOURCE_DIR "/samples/fleet/dashboard.json"));
    int asked = 0;
    int answered = 0;
    for (const auto& panel : dashboard["panels"])
      for (const auto& target : panel["targets"]) {
        const bool any = wait_for(15s, [&] { return !prometheus_->query(chosen(target["expr"])).empty(); });
        ++asked;
        answered += any ? 1 : 0;
        if (!any) fmt::print("no data: {}: {}\n", panel["title"].get<std::string>(), chosen(target["expr"]));
      }
    fmt::print("panels with data: {} of {}\n", answered, asked);
    return answered == asked;
  }

 private:
  static std::string chosen(std::string query) {
    for (const auto& [from, to] :
         {std::pair<std::string, std::string>{"$__rate_interval", "1m"}, {"$instance", ".*"}})
      for (auto at = query.find(from); at != std::string::npos; at = query.find(from))
        query.replace(at, from.size(), to);
    return query;
  }

  void start_serve() {
    serve_ = std::make_unique<captured_process>(
        std::vector<std::string>{PERFDATA_PROGRAM, "serve", "--config", folder_ / "fleet.toml", "--listen",
                                 fmt::format("127.0.0.1:{}", port_)});
    if (!serve_->wait_for_output("\n", 1, 20s)) throw std::runtime_error(serve_->finish().err);
  }

  /// When the machine's counters were scraped, ascending.
  [[nodiscard]] std::vector<double> good_moments() const {
    std::vector<double> out;
    for (const auto& series : prometheus_->query("perfdata_things_bytes[10m]"))
      for (const auto& value : series["values"]) out.push_back(value[0].get<double>());
    std::ranges::sort(out);
    return out;
  }

  static double longest_gap(const std::vector<double>& moments, const outage& during) {
    double longest = 0;
    for (std::size_t i = 1; i < moments.size(); ++i)
      if (moments[i] > during.begin && moments[i - 1] < during.end)
        longest = std::max(longest, moments[i] - moments[i - 1]);
    return longest;
  }

  [[nodiscard]] double own_metric(const std::string& name) const {
    const auto text = http_get(port_, "/metrics", 10s);
    const auto at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::atof(text.c_str() + at + name.size() + 2);
  }

  scratch_folder folder_{};
  samba_server server_{};
  otlp_collector collector_{};
  std::uint16_t port_ = free_loopback_port();
  std::unique_ptr<captured_process> serve_{};
  std::unique_ptr<prometheus> prometheus_{};
  std::vector<outage> outages_{};
};

}  // namespace

int main(int count, char** arguments) try {
  if (!can_run_samba()) return 1;
  if (const auto why = prometheus::why_not(); !why.empty()) {
    fmt::print("skipped: {}\n", why);
    return 0;
  }
  const auto away = std::chrono::seconds(argument(count, arguments, 1, 5));
  const std::string only = count > 2 ? arguments[2] : "";
  fleet_under_test fleet;
  if (!fleet.is_running()) throw std::runtime_error("nothing is scraped");
  for (const char* what : {"serve", "prometheus", "smbd", "collector"})
    if ((only.empty() || only == what) && !fleet.kill_and_start(what, away))
      throw std::runtime_error(fmt::format("nothing is scraped since {} was killed", what));
  const bool gaps = fleet.print_gaps();
  const bool pushes = fleet.print_pushes();
  const bool panels = (!only.empty() && only != "panels") || fleet.print_panels();
  print_load();
  return gaps && pushes && panels ? 0 : 1;
} catch (const std::exception& failure) {
  std::fprintf(stderr, "perfdata_fleet_outages: %s\n", failure.what());
  return 1;
}
