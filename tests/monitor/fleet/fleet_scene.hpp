// A machine for the fleet's tests: what it answers is written down, when it answers is the test's choice.
#pragma once

#include "monitor/fleet/counter_asker.hpp"
#include "monitor/fleet/fleet.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <perfdata/build/block_builder.hpp>

namespace perfdata::fleet::test {

/// Processor (two processors and a total), Process (two of one name), Memory.
[[nodiscard]] inline byte_buffer machine_block(std::int64_t seconds,
                                               const std::vector<std::uint32_t>& objects) {
  block_builder builder({.system_name = "PERFHOST",
                         .perf_time = 1000 * (100 + seconds),
                         .perf_freq = 1000,
                         .perf_time_100ns = 134083411213070000 + 10'000'000 * seconds});
  const auto wanted = [&](std::uint32_t index) { return std::ranges::find(objects, index) != objects.end(); };
  const auto raw = static_cast<std::uint64_t>(seconds);
  if (wanted(238)) {
    auto processor = builder.add_object({.title_index = 238, .help_index = 239});
    const auto idle =
        processor.add_counter({.title_index = 6, .help_index = 7, .type = counter_type::timer_100ns_inv});
    for (const char* name : {"0", "1", "_Total"}) processor.add_instance(name).set(idle, 2'500'000 * raw);
  }
  if (wanted(230)) {
    auto process = builder.add_object({.title_index = 230, .help_index = 231});
    const auto set =
        process.add_counter({.title_index = 180, .help_index = 181, .type = counter_type::rawcount});
    const auto id =
        process.add_counter({.title_index = 784, .help_index = 785, .type = counter_type::rawcount});
    for (std::uint64_t pid : {40U, 44U}) {
      auto row = process.add_instance("svchost");
      row.set(set, 1000 * pid);
      row.set(id, pid);
    }
  }
  if (wanted(4)) {
    auto memory = builder.add_object({.title_index = 4, .help_index = 5, .has_instances = false});
    const auto megabytes = memory.add_counter({.title_index = 1382, .type = counter_type::rawcount});
    memory.only_instance().set(megabytes, 3);
  }
  return builder.finish();
}

[[nodiscard]] inline byte_buffer machine_names() {
  title_table_builder table;
  table.add(4, "Memory");
  table.add(6, "% Processor Time");
  table.add(180, "Working Set");
  table.add(230, "Process");
  table.add(238, "Processor");
  table.add(784, "ID Process");
  table.add(1382, "Available MBytes");
  table.add(5000, "Never asked for");
  return table.finish();
}

[[nodiscard]] inline byte_buffer machine_helps() {
  title_table_builder table;
  table.add(7, "How busy.");
  return table.finish();
}

/// Questions wait until the test answers them.
class scripted_asker final : public counter_asker {
 public:
  void ask(std::string value_name, byte_buffer, completion done) override {
    asked.push_back(value_name);
    waiting.push_back({std::move(value_name), std::move(done)});
  }
  [[nodiscard]] bool is_connected() const override { return connected; }

  /// Answers the oldest question as the machine would, or with the failure set for it.
  void answer_one() {
    auto asking = std::move(waiting.front());
    waiting.pop_front();
    const auto fails = failing.find(asking.name);
    if (fails != failing.end()) return asking.done(failure(fails->second));
    if (failing.contains("*")) return asking.done(failure(failing.at("*")));
    connected = true;
    if (asking.name == "Counter 009") return asking.done(names);
    if (asking.name == "Explain 009") return asking.done(machine_helps());
    for (const auto object : hanging)
      if ((" " + asking.name + " ").find(" " + std::to_string(object) + " ") != std::string::npos)
        return asking.done(failure({.code = errc::timed_out, .message = "hangs"}));
    std::vector<std::uint32_t> objects;
    for (const std::uint32_t each : {4U, 230U, 238U})
      if ((" " + asking.name + " ").find(" " + std::to_string(each) + " ") != std::string::npos)
        objects.push_back(each);
    asking.done(block ? block() : machine_block(++seconds, objects));
  }
  void answer_all() {
    while (!waiting.empty()) answer_one();
  }

  struct question {
    std::string name;
    completion done;
  };
  bool connected = false;
  byte_buffer names = machine_names();
  std::function<byte_buffer()> block{};  // what is answered instead of machine_block()
  std::int64_t seconds = 0;
  std::vector<std::string> asked{};
  std::deque<question> waiting{};
  std::map<std::string, error> failing{};  // by value name; "*": every one
  std::vector<std::uint32_t> hanging{};
};

[[nodiscard]] inline module_settings three_objects() {
  module_settings settings;
  settings.objects = {{.object = "Processor"}, {.object = "Process"}, {.object = "Memory"}};
  settings.period = std::chrono::seconds(10);
  return settings;
}

/// The value of a series, or nothing.
[[nodiscard]] inline std::optional<double> find(const metric_set& metrics, std::string_view name,
                                                const label_set& labels = {}) {
  for (const auto& family : metrics.families)
    for (const auto& point : family.points)
      if (sample_name(family) == name && metrics.labels[point.labels] == labels) return point.value;
  return std::nullopt;
}

}  // namespace perfdata::fleet::test
