// The loops that are measured, written as a person writes them over the library. Each hands what it finds to
// `sink`: the benchmark sums it up, the check of equality compares it.
#pragma once

#include <bench/server_data.hpp>
#include <string>

#include <perfdata/perfdata.hpp>

namespace perfdata::bench {

/// sink(object), sink(counter) and sink(instance) for every one. No value is read.
template <class Sink>
void walk(const data_block& block, Sink&& sink) {
  for (const auto object : block.objects()) {
    sink(object);
    for (const auto counter : object.counters()) sink(counter);
    for (const auto instance : object.instances()) sink(instance);
  }
}

/// sink(value) for every counter of every instance, bases included.
template <class Sink>
void read_values(const data_block& block, Sink&& sink) {
  for (const auto object : block.objects())
    for (const auto instance : object.instances())
      for (const auto counter : object.counters()) sink(instance.value(counter));
}

/// sink(value) for every value of every counter, counter by counter.
template <class Sink>
void read_columns(const data_block& block, Sink&& sink) {
  for (const auto object : block.objects())
    for (const auto& tile : object.tiles())
      for (const auto counter : object.counters())
        for (const std::uint64_t value : tile.column(counter)) sink(value);
}

/// sink(utf8) for every instance with a definition; the text lives until the next call.
template <class Sink>
void read_names(const data_block& block, std::string& text, Sink&& sink) {
  for (const auto object : block.objects()) {
    for (const auto instance : object.instances()) {
      if (!instance.has_definition()) continue;
      text.clear();
      append_utf8(instance.name(), text);
      sink(text);
    }
  }
}

/// sink(cooked) for every counter that is no base, in two blocks of the same layout.
template <class Sink>
void cook_values(const data_block& older, const data_block& newer, Sink&& sink) {
  auto before = older.objects().begin();
  for (const auto object : newer.objects()) {
    const auto object_before = *before++;
    const auto clocks = clocks_of(newer, object);
    const auto clocks_before = clocks_of(older, object_before);
    auto instance_before = object_before.instances().begin();
    for (const auto instance : object.instances()) {
      for (const auto counter : object.counters()) {
        if (counter.is_base()) continue;
        const auto sample_before = take_sample(clocks_before, *instance_before, counter);
        sink(cook(&sample_before, take_sample(clocks, instance, counter)));
      }
      ++instance_before;
    }
  }
}

}  // namespace perfdata::bench
