// A frame as a session would keep it, without one.
#pragma once

#include "monitor/core/frame.hpp"

#include <cmath>
#include <memory>
#include <string>

namespace perfdata::test {

constexpr double made_up_now = 1'795'435'260;
constexpr auto made_up_source = monitor::source_id{1};

/// A line of Processor(instance)\% Processor Time with a minute of values.
inline monitor::series made_up_line(const std::string& instance, std::uint32_t colour) {
  monitor::series line;
  line.newest.object = "Processor";
  line.newest.counter = "% Processor Time";
  line.newest.instance = instance;
  line.newest.path = R"(\\HERE\Processor()" + instance + R"()\% Processor Time)";
  line.key = {made_up_source, line.newest.path};
  line.name = "% Processor Time (" + instance + ")";
  line.unit = {monitor::unit_kind::percent};
  line.colour = colour;
  line.present = true;
  for (int i = 0; i <= 60; ++i)
    line.history.push(
        {made_up_now - 60 + i, 50 + 40 * std::sin(i + static_cast<double>(colour)), cooked_status::ok});
  return line;
}

/// One live source that lists Memory (one counter, no instances) and Processor (two counters, three
/// instances).
inline monitor::frame made_up_frame() {
  auto listed = std::make_shared<catalog>();
  listed->machine = "HERE";
  catalog_object memory{.title_index = 4, .name = "Memory"};
  memory.counters.push_back({.title_index = 24, .name = "Available Bytes", .help = "What is free."});
  catalog_object processor{.title_index = 238, .name = "Processor", .has_instances = true};
  processor.counters.push_back({.title_index = 6, .name = "% Processor Time"});
  processor.counters.push_back({.title_index = 148, .name = "Interrupts/sec"});
  processor.instances = {"_Total", "0", "1"};
  listed->objects = {memory, processor};

  auto source = std::make_shared<monitor::source_frame>();
  source->state = monitor::source_state::live;
  source->machine = "HERE";
  source->catalog = std::move(listed);
  source->latency = std::chrono::microseconds(1400);
  source->bytes = 12'345;
  source->last_answer_time = made_up_now;

  monitor::frame frame;
  frame.newest_time = made_up_now;
  frame.sources.push_back({made_up_source, "This machine", std::move(source)});
  return frame;
}

}  // namespace perfdata::test
