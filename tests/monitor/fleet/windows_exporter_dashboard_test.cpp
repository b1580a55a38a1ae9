// Queries of windows_exporter's own dashboard and documentation, word for word, asked of our metrics. What
// they answer is compared with what `perfdata show` shows of the same two answers.
// https://github.com/prometheus-community/windows_exporter: dashboard/windows-exporter-dashboard.json, docs/
#include "monitor/fleet/windows_exporter_metrics.hpp"
#include "tests/monitor/fleet/promql.hpp"
#include "tests/monitor/fleet/windows_scene.hpp"
#include "tests/support/scripted_source.hpp"
#include "tests/support/shared_data.hpp"

#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>
#include <numeric>

#include <perfdata/collect/collector.hpp>

namespace perfdata::fleet::test {
namespace {

using perfdata::test::captures;
using perfdata::test::read_bytes;
using perfdata::test::scripted_source;
using perfdata::test::shared_data;

constexpr const char* idle_free_busy =
    R"(100 - (avg by (instance) (irate(windows_cpu_time_total{job=~"$job",mode="idle"}[2m])) * 100))";

struct two_answers {
  byte_buffer names;
  byte_buffer older;
  byte_buffer newer;
};

/// Values by instance, as `show '\OBJECT(*)\COUNTER'` has them; without the totals.
class shown {
 public:
  explicit shown(const two_answers& answers) {
    scripted_source source;
    source.answer("Counter 009", answers.names);
    const auto names = *read_names(source);
    collector collect(source, names);
    EXPECT_TRUE(collect.select({*counter_path::parse(R"(\*(*)\*)"), *counter_path::parse(R"(\*\*)")}));
    source.answer(collect.value_name(), answers.older);
    EXPECT_TRUE(collect.collect());
    source.answer(collect.value_name(), answers.newer);
    const auto collected = *collect.collect();
    for (const auto& row : collected->rows) {
      const bool total = row.instance.ends_with("_Total");
      if (row.cooked.has_value() && !total)
        values_[row.object + "\\" + row.counter][row.instance] = *row.cooked.value;
    }
    time_ = collected->time;
  }

  [[nodiscard]] std::vector<double> all(const std::string& counter) const {
    std::vector<double> out;
    const auto found = values_.find(counter);
    EXPECT_NE(found, values_.end()) << counter;
    if (found == values_.end()) return {0};
    for (const auto& [instance, value] : found->second) out.push_back(value);
    return out;
  }
  [[nodiscard]] double of(const std::string& counter, const std::string& instance = {}) const {
    const auto found = values_.find(counter);
    return found == values_.end() || !found->second.contains(instance) ? -1 : found->second.at(instance);
  }
  [[nodiscard]] double sum(const std::string& counter) const {
    const auto values = all(counter);
    return std::accumulate(values.begin(), values.end(), 0.0);
  }
  [[nodiscard]] double mean(const std::string& counter) const {
    return sum(counter) / static_cast<double>(all(counter).size());
  }
  [[nodiscard]] double most(const std::string& counter) const { return std::ranges::max(all(counter)); }
  [[nodiscard]] double unix_time() const {
    return std::chrono::duration<double>(time_.time_since_epoch()).count();
  }

 private:
  std::map<std::string, std::map<std::string, double>> values_{};
  std::chrono::sys_time<hundred_ns> time_{};
};

metric_set mapped(const byte_buffer& bytes, const byte_buffer& names) {
  const auto block = data_block::parse(bytes);
  const source_names titles{.counters = *title_table::parse(names)};
  module_settings settings;
  for (const char* object : {"Processor Information", "Processor", "LogicalDisk", "Memory",
                             "NUMA Node Memory", "Network Interface", "Process", "System"})
    settings.objects.push_back({.object = object});
  return windows_exporter_metrics(*block, titles, plan_probe(settings, titles), settings).metrics;
}

promql scraped(const two_answers& answers, std::chrono::milliseconds apart, double near) {
  promql out(apart, near);
  out.scrape(mapped(answers.older, answers.names), "host", "windows");
  out.pass();
  out.scrape(mapped(answers.newer, answers.names), "host", "windows");
  return out;
}

class asking {
 public:
  asking(promql& where, const shown& show) : where_(where), show_(show) {}

  void expect(const std::string& query, double value, std::size_t series = 1) {
    where_.expect(with_everything_chosen(query), value, series);
  }

  void processors(const std::string& object) {
    const auto idle = show_.mean(object + "\\% Idle Time");
    expect(idle_free_busy, 100 - idle);
    expect(
        R"(100 - avg(irate(windows_cpu_time_total{job=~"$job",instance=~"$instance",mode="idle"}[5m]))*100)",
        100 - idle);
    expect(R"(sum by (mode) (irate(windows_cpu_time_total{mode="user",instance=~"$instance"}[5m])))",
           show_.sum(object + "\\% User Time") / 100);
    expect(R"(windows_cpu_logical_processor{job=~"$job"} - 0)",
           static_cast<double>(show_.all(object + "\\% Idle Time").size()));
  }

  void disks() {
    const auto c = [&](const char* counter) {
      return show_.of(std::string(R"(LogicalDisk\)") + counter, "C:");
    };
    expect(
        R"(1 - (windows_logical_disk_free_bytes{job=~"$job",volume=~"C:"}/windows_logical_disk_size_bytes{job=~"$job",volume=~"C:"}))",
        1 - c("% Free Space") / 100);
    expect(R"(windows_logical_disk_free_bytes{volume="C:"} / 1048576)", c("Free Megabytes"));
    expect("-max by (instance) (irate(windows_logical_disk_read_bytes_total[2m]))",
           -show_.most(R"(LogicalDisk\Disk Read Bytes/sec)"));
    expect("max by (instance) (irate(windows_logical_disk_writes_total[2m]))",
           show_.most(R"(LogicalDisk\Disk Writes/sec)"));
    expect(R"(irate(windows_logical_disk_reads_total{job=~"$job",instance=~"$instance",volume="C:"}[5m]))",
           c("Disk Reads/sec"));
    expect(R"(irate(windows_logical_disk_idle_seconds_total{volume="C:"}[5m]) * 100)", c("% Idle Time"));
    expect(
        R"(rate(windows_logical_disk_read_latency_seconds_total{volume="C:"}[5m]) / rate(windows_logical_disk_reads_total{volume="C:"}[5m]))",
        c("Avg. Disk sec/Read"));
  }

  void networks() {
    const auto bits = show_.of(R"(Network Interface\Bytes Total/sec)", nic) * 8;
    const auto chosen = std::string(R"({job=~"$job",instance=~"$instance",nic=")") + nic + "\"}";
    expect("irate(windows_net_bytes_sent_total" + chosen + "[5m])*8",
           show_.of(R"(Network Interface\Bytes Sent/sec)", nic) * 8);
    expect(R"(max by (instance) (irate(windows_net_bytes_received_total{job=~"$job"}[2m]))*8)",
           show_.most(R"(Network Interface\Bytes Received/sec)") * 8);
    // Their dashboard takes the bandwidth, which is in bytes, for bits.
    expect("(irate(windows_net_bytes_total" + chosen + "[5m]) * 8 / windows_net_current_bandwidth_bytes" +
               chosen + ") * 100",
           bits / (show_.of(R"(Network Interface\Current Bandwidth)", nic) / 8) * 100);
    expect("irate(windows_net_packets_received_discarded_total" + chosen +
               "[5m]) + irate(windows_net_packets_received_errors_total" + chosen + "[5m])",
           0);
  }

  void system(double asked_at) {
    expect(R"(windows_system_processes{job=~"$job",instance=~"$instance"})", show_.of(R"(System\Processes)"));
    expect(R"(windows_system_threads{job=~"$job",instance=~"$instance"})", show_.of(R"(System\Threads)"));
    expect(R"(irate(windows_system_exception_dispatches_total{job=~"$job",instance=~"$instance"}[5m]))",
           show_.of(R"(System\Exception Dispatches/sec)"));
    const auto up = show_.of(R"(System\System Up Time)");
    expect("windows_time_current_timestamp_seconds - windows_system_boot_time_timestamp", up);
    expect(R"(time() - windows_system_boot_time_timestamp{job=~"$job",instance=~"$instance"})",
           asked_at - (show_.unix_time() - up));
    expect(R"(windows_os_hostname{job=~"$job"} - 0)", 1);
  }

  void memory() {
    const auto free = show_.of(R"(Memory\Available Bytes)");
    expect(R"(windows_memory_physical_free_bytes{job=~"$job",instance=~"$instance"})", free);
    expect(
        R"((windows_memory_commit_limit{job=~"$job",instance=~"$instance"} - windows_memory_committed_bytes{job=~"$job",instance=~"$instance"}))",
        show_.of(R"(Memory\Commit Limit)") - show_.of(R"(Memory\Committed Bytes)"));
  }

  void processes() {
    expect("topk(1, windows_process_working_set_bytes)", show_.most(R"(Process\Working Set)"));
    expect(R"(sum by (mode) (irate(windows_process_cpu_time_total{mode="user"}[5m])))",
           show_.sum(R"(Process\% User Time)") / 100);
    expect(
        "sum(windows_process_working_set_bytes * on(process_id) group_left(owner, cmdline) "
        "windows_process_info)",
        show_.sum(R"(Process\Working Set)"));
  }

  const char* nic = "Ethernet";

 private:
  promql& where_;
  const shown& show_;
};

class WindowsExporterDashboard : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = promql::why_not(); !why.empty()) GTEST_SKIP() << why;
  }
};

TEST_F(WindowsExporterDashboard, ShowsWhatShowShows) {
  const two_answers answers{windows_names(), windows_block(0), windows_block(60)};
  const shown show(answers);
  auto where = scraped(answers, std::chrono::seconds(60), 1e-6);
  asking ask(where, show);
  ask.processors("Processor Information");
  ask.disks();
  ask.networks();
  ask.system(60);
  ask.memory();
  ask.processes();
  const auto free = show.of(R"(Memory\Available Bytes)");
  const auto installed = 8192 * 1048576.0;
  EXPECT_EQ(show.of(R"(NUMA Node Memory\Total MBytes)", "0"), 8192);
  ask.expect(
      R"(100 - 100 * windows_memory_physical_free_bytes{job=~"$job"} / windows_memory_physical_total_bytes{job=~"$job"})",
      100 - 100 * free / installed);
  ask.expect(
      R"(100 - (windows_logical_disk_free_bytes{job=~"$job",instance=~"$instance",volume!~"HarddiskVolume.*"} / windows_logical_disk_size_bytes{job=~"$job",instance=~"$instance",volume!~"HarddiskVolume.*"})*100)",
      75, 2);
  ask.expect(
      R"(max by (instance) (irate(windows_net_bytes_sent_total{job=~"$job",nic!~'isatap.*|VPN.*'}[2m]))*8)",
      show.of(R"(Network Interface\Bytes Sent/sec)", "Ethernet") * 8);
  ask.expect(R"(avg by (instance) (windows_cpu_core_frequency_mhz{job=~"$job"}))",
             show.mean(R"(Processor Information\Processor Frequency)"));
  EXPECT_EQ(where.failures(), "");
}

TEST_F(WindowsExporterDashboard, NoticesAWrongValue) {
  promql where(std::chrono::seconds(60));
  metric_set metrics;
  metrics.add("windows_system_threads", "", metric_kind::gauge, 7);
  where.scrape(metrics, "host", "windows");
  where.expect("windows_system_threads", 8);
  EXPECT_NE(where.failures(), "");
}

// One block of the object files of a sample: they have one header.
byte_buffer sample_of(const char* sample) {
  byte_buffer out;
  std::uint32_t count = 0;
  for (const char* object : {"002_System", "004_Memory", "230_Process", "236_LogicalDisk", "238_Processor",
                             "510_NetworkInterface"}) {
    const auto one = read_bytes(shared_data(std::string("hkpd/pal-vista/") + sample + "_" + object + ".bin"));
    std::uint32_t header = 0;
    std::memcpy(&header, one.data() + offsetof(wire::perf_data_block, header_length), sizeof header);
    out.insert(out.end(), one.begin() + (count++ == 0 ? 0 : header), one.end());
  }
  const auto size = static_cast<std::uint32_t>(out.size());
  std::memcpy(out.data() + offsetof(wire::perf_data_block, total_byte_length), &size, sizeof size);
  std::memcpy(out.data() + offsetof(wire::perf_data_block, num_object_types), &count, sizeof count);
  return out;
}

TEST_F(WindowsExporterDashboard, ShowsWhatShowShowsOfARealMachine) {
  if (captures("hkpd/pal-vista", ".bin").size() < 48)
    GTEST_SKIP() << "skipped: no " << shared_data("hkpd/pal-vista");
  const two_answers answers{read_bytes(shared_data("names/pal-vista_Counter009.multi_sz.utf16le.bin")),
                            sample_of("s00"), sample_of("s01")};
  const auto apart = hundred_ns(data_block::parse(answers.newer)->perf_time_100ns() -
                                data_block::parse(answers.older)->perf_time_100ns());
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(apart);
  const shown show(answers);
  auto where = scraped(answers, milliseconds, 1e-4);
  asking ask(where, show);
  ask.processors("Processor");
  ask.disks();
  ask.system(std::chrono::duration<double>(milliseconds).count());
  ask.memory();
  ask.processes();
  EXPECT_EQ(where.failures(), "");
}

}  // namespace
}  // namespace perfdata::fleet::test
