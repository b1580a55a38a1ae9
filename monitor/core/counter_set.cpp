#include "monitor/core/counter_set.hpp"

#include "monitor/core/selection.hpp"

#include <initializer_list>

namespace perfdata::monitor {
namespace {

counter_set made_of(const char* name, std::initializer_list<const char*> texts) {
  counter_set set{.name = name};
  for (const char* text : texts)
    if (auto path = counter_path::parse(text)) set.paths.push_back(std::move(*path));
  return set;
}

std::vector<counter_set> make_presets() {
  return {
      {"Overview", overview_paths()},
      made_of("Processor", {R"(\Processor(*)\% Processor Time)", R"(\Processor(_Total)\% User Time)",
                            R"(\Processor(_Total)\% Privileged Time)", R"(\Processor(_Total)\Interrupts/sec)",
                            R"(\System\Processor Queue Length)", R"(\System\Context Switches/sec)"}),
      made_of("Memory", {R"(\Memory\Available Bytes)", R"(\Memory\Committed Bytes)", R"(\Memory\Cache Bytes)",
                         R"(\Memory\% Committed Bytes In Use)", R"(\Memory\Pages/sec)",
                         R"(\Memory\Page Faults/sec)", R"(\Paging File(*)\% Usage)"}),
      made_of("Disk", {R"(\PhysicalDisk(*)\% Disk Time)", R"(\PhysicalDisk(*)\Avg. Disk sec/Read)",
                       R"(\PhysicalDisk(*)\Avg. Disk sec/Write)", R"(\PhysicalDisk(*)\Disk Read Bytes/sec)",
                       R"(\PhysicalDisk(*)\Disk Write Bytes/sec)",
                       R"(\PhysicalDisk(*)\Current Disk Queue Length)", R"(\LogicalDisk(*)\% Free Space)"}),
      made_of("Network",
              {R"(\Network Interface(*)\Bytes Received/sec)", R"(\Network Interface(*)\Bytes Sent/sec)",
               R"(\Network Interface(*)\Packets Received Discarded)",
               R"(\Network Interface(*)\Output Queue Length)", R"(\TCPv4\Connections Established)",
               R"(\TCPv4\Segments Retransmitted/sec)"}),
      made_of("One process",
              {R"(\Process(explorer)\% Processor Time)", R"(\Process(explorer)\Working Set)",
               R"(\Process(explorer)\Private Bytes)", R"(\Process(explorer)\IO Data Bytes/sec)",
               R"(\Process(explorer)\Thread Count)", R"(\Process(explorer)\Handle Count)"}),
      made_of(".NET", {R"(\.NET CLR Memory(*)\% Time in GC)", R"(\.NET CLR Memory(*)\# Bytes in all Heaps)",
                       R"(\.NET CLR Memory(*)\# Gen 2 Collections)",
                       R"(\.NET CLR Exceptions(*)\# of Exceps Thrown / sec)",
                       R"(\.NET CLR LocksAndThreads(*)\Contention Rate / sec)"}),
      made_of("SQL Server", {R"(\SQLServer:SQL Statistics\Batch Requests/sec)",
                             R"(\SQLServer:SQL Statistics\SQL Compilations/sec)",
                             R"(\SQLServer:Buffer Manager\Page life expectancy)",
                             R"(\SQLServer:Buffer Manager\Buffer cache hit ratio)",
                             R"(\SQLServer:General Statistics\User Connections)",
                             R"(\SQLServer:Locks(_Total)\Lock Waits/sec)",
                             R"(\SQLServer:Memory Manager\Memory Grants Pending)"}),
      made_of("IIS",
              {R"(\Web Service(_Total)\Current Connections)",
               R"(\Web Service(_Total)\Total Method Requests/sec)", R"(\Web Service(_Total)\Bytes Total/sec)",
               R"(\ASP.NET\Requests Queued)", R"(\ASP.NET Applications(__Total__)\Requests/Sec)",
               R"(\HTTP Service Request Queues(*)\CurrentQueueSize)"}),
  };
}

}  // namespace

std::span<const counter_set> preset_sets() {
  static const std::vector<counter_set> presets = make_presets();
  return presets;
}

void show_set(selection& chosen, source_id source, const counter_set& set) {
  std::erase_if(chosen.paths, [&](const chosen_path& each) { return each.source == source; });
  std::erase_if(chosen.removed, [&](const series_key& each) { return each.source == source; });
  for (const auto& path : set.paths) choose(chosen, {source, path});
}

counter_set charted_set(const selection& chosen, source_id source, std::string name) {
  counter_set set{.name = std::move(name)};
  for (const auto& each : chosen.paths)
    if (each.source == source) set.paths.push_back(each.path);
  return set;
}

}  // namespace perfdata::monitor
