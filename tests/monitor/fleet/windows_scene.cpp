#include "tests/monitor/fleet/windows_scene.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/names/base_names.hpp>

namespace perfdata::fleet::test {
namespace {

using enum counter_type;

constexpr std::int64_t ticks = 10'000'000;                   // a second of either clock
constexpr std::int64_t beginning = 133'000'000'000'000'000;  // 2022
constexpr std::int64_t up = 1000;                            // seconds at the beginning
constexpr std::uint32_t first_own_index = 5000;

// What an instance shows: start + pace * second, times its place among the instances.
struct pace {
  const char* counter;
  counter_type type;
  std::uint64_t start = 0;
  std::uint64_t a_second = 0;
};

struct counted {
  const char* object;
  std::vector<const char*> instances;  // none: an object without
  std::vector<pace> paces;
};

const std::vector<counted>& machine() {
  constexpr std::uint64_t tenth = ticks / 10;
  static const std::vector<pace> disk{{"% Free Space", raw_fraction, 20'000},
                                      {"% Free Space", raw_base, 80'000},
                                      {"Free Megabytes", rawcount, 20'000},
                                      {"Current Disk Queue Length", rawcount, 2},
                                      {"% Idle Time", precision_100ns_timer, 9, tenth},
                                      {"% Idle Time", large_raw_base, 3, ticks},
                                      {"% Disk Read Time", precision_100ns_timer, 5, tenth},
                                      {"% Disk Read Time", large_raw_base, 3, ticks},
                                      {"Avg. Disk sec/Read", average_timer, 7, tenth},
                                      {"Avg. Disk sec/Read", average_base, 7, 10},
                                      {"Disk Reads/sec", counter, 50, 10},
                                      {"Disk Writes/sec", counter, 60, 20},
                                      {"Disk Read Bytes/sec", bulk_count, 70, 4096},
                                      {"Disk Write Bytes/sec", bulk_count, 80, 8192}};
  static const std::vector<counted> all{
      {"Processor Information",
       {"0,0", "0,1", "0,_Total", "_Total"},
       {{"% Processor Time", timer_100ns_inv, 40, 4 * tenth},
        {"% Idle Time", timer_100ns, 40, 4 * tenth},
        {"% User Time", timer_100ns, 10, tenth},
        {"% Privileged Time", timer_100ns, 20, tenth},
        {"% Interrupt Time", timer_100ns, 30, tenth / 10},
        {"% DPC Time", timer_100ns, 30, tenth / 20},
        {"Interrupts/sec", counter, 100, 1000},
        {"Processor Frequency", rawcount, 2400}}},
      {"LogicalDisk", {"C:", "D:", "HarddiskVolume1", "_Total"}, disk},
      {"PhysicalDisk", {"0 C:", "1 D:", "_Total"}, disk},
      {"Memory",
       {},
       {{"Available Bytes", large_rawcount, 3'000'000'000},
        {"Commit Limit", large_rawcount, 20'000'000'000},
        {"Committed Bytes", large_rawcount, 5'000'000'000},
        {"Page Faults/sec", counter, 10, 100}}},
      {"NUMA Node Memory", {"0", "_Total"}, {{"Total MBytes", large_rawcount, 8192}}},
      {"Network Interface",
       {"Ethernet", "isatap.local"},
       {{"Bytes Total/sec", bulk_count, 10, 30'000},
        {"Bytes Received/sec", bulk_count, 20, 10'000},
        {"Bytes Sent/sec", bulk_count, 30, 20'000},
        {"Current Bandwidth", large_rawcount, 1'000'000'000},
        {"Packets Outbound Discarded", rawcount, 1},
        {"Packets Outbound Errors", rawcount, 2},
        {"Packets Received Discarded", rawcount, 3},
        {"Packets Received Errors", rawcount, 4}}},
      {"Process",
       {"Idle", "svchost", "svchost", "sqlservr", "_Total"},
       {{"% Processor Time", timer_100ns, 30, tenth},
        {"% User Time", timer_100ns, 10, tenth / 2},
        {"% Privileged Time", timer_100ns, 20, tenth / 2},
        {"ID Process", rawcount, 4},
        {"Creating Process ID", rawcount, 1},
        {"Elapsed Time", elapsed_time, beginning - 100 * ticks},
        {"Thread Count", rawcount, 12},
        {"Handle Count", rawcount, 99},
        {"IO Data Bytes/sec", bulk_count, 10, 500},
        {"Private Bytes", large_rawcount, 40'000'000},
        {"Working Set", large_rawcount, 50'000'000}}},
      {"System",
       {},
       {{"Processes", rawcount, 55},
        {"Threads", rawcount, 777},
        {"Processor Queue Length", rawcount, 3},
        {"Context Switches/sec", counter, 10, 2500},
        {"Exception Dispatches/sec", counter, 10, 25},
        {"System Up Time", elapsed_time, beginning - up * ticks}}}};
  return all;
}

std::uint32_t index_of(const std::string& text) {
  static std::vector<std::string> own;
  for (const auto& each : base_names())
    if (each.text == text) return each.index;
  const auto found = std::ranges::find(own, text);
  const auto place = static_cast<std::uint32_t>(found - own.begin());
  if (found == own.end()) own.push_back(text);
  return first_own_index + 2 * place;
}

void fill(object_builder& object, const counted& what, std::int64_t second) {
  std::vector<counter_handle> handles;
  for (const auto& each : what.paces)
    handles.push_back(object.add_counter({.title_index = index_of(each.counter), .type = each.type}));
  const auto set = [&](instance_builder row, std::uint64_t place) {
    for (std::size_t i = 0; i < handles.size(); ++i) {
      const auto& each = what.paces[i];
      const bool grows = each.type != elapsed_time;  // that is a moment
      row.set(handles[i],
              (each.start + each.a_second * static_cast<std::uint64_t>(up + second)) * (grows ? place : 1));
    }
  };
  if (what.instances.empty()) set(object.only_instance(), 1);
  for (std::size_t i = 0; i < what.instances.size(); ++i) set(object.add_instance(what.instances[i]), i + 1);
}

}  // namespace

byte_buffer windows_names() {
  std::vector<std::pair<std::uint32_t, std::string>> titles;
  for (const auto& object : machine()) {
    titles.emplace_back(index_of(object.object), object.object);
    for (const auto& each : object.paces) titles.emplace_back(index_of(each.counter), each.counter);
  }
  std::ranges::sort(titles);
  titles.erase(std::unique(titles.begin(), titles.end()), titles.end());
  title_table_builder table;
  for (const auto& [index, text] : titles) table.add(index, text);
  return table.finish();
}

byte_buffer windows_block(std::int64_t second) {
  block_builder builder({.system_name = "PERFHOST",
                         .perf_time = ticks * (up + second),
                         .perf_freq = ticks,
                         .perf_time_100ns = beginning + ticks * second});
  for (const auto& what : machine()) {
    auto object = builder.add_object({.title_index = index_of(what.object),
                                      .has_instances = !what.instances.empty(),
                                      .perf_time = beginning + ticks * second,
                                      .perf_freq = ticks});
    fill(object, what, second);
  }
  return builder.finish();
}

}  // namespace perfdata::fleet::test
