// The loops that are measured, written as a person writes them over the library. Each hands what it finds to
// `sink`: the benchmark sums it up, the check of equality compares it.
#pragma once

#include <bench/server_data.hpp>
#include <string>
#include <vector>

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

/// sink(value) for every value, in the order that is quickest: the README's loop. Gives the sink back.
template <class Sink>
[[gnu::always_inline]] inline Sink read_every_value(const data_block& block, Sink sink) {
  for (const auto object : block.objects())
    object.for_each_value([&sink](const auto&, const auto&, std::uint64_t value) { sink(value); });
  return sink;
}

/// sink(value) for every counter of every instance, bases included.
template <class Sink>
void read_values(const data_block& block, Sink&& sink) {
  for (const auto object : block.objects())
    for (const auto instance : object.instances())
      for (const auto counter : object.counters()) sink(instance.value(counter));
}

/// sink(value) for every value of every counter, counter by counter. Gives the sink back, as for_each does.
template <class Sink>
Sink read_columns(const data_block& block, Sink sink) {
  for (const auto object : block.objects())
    for (const auto& tile : object.tiles())
      for (const auto counter : object.counters()) sink = tile.column(counter).for_each(sink);
  return sink;
}

/// The same for the first `count` counters of one object.
template <class Sink>
Sink read_columns(const object_type& object, std::uint32_t count, Sink sink) {
  for (const auto& tile : object.tiles())
    for (const auto counter : object.counters())
      if (counter.position() < count) sink = tile.column(counter).for_each(sink);
  return sink;
}

/// sink(parent) for every instance that has one. `parents` is memory of the caller's; O(instances).
template <class Sink>
void read_parents(const data_block& block, std::vector<instance_definition>& parents, Sink&& sink) {
  for (const auto object : block.objects()) {
    std::uint32_t parents_of = 0;
    for (const auto instance : object.instances()) {
      if (instance.parent_object() == 0) continue;
      if (instance.parent_object() != parents_of) {
        parents.clear();
        parents_of = instance.parent_object();
        if (const auto holder = block.find_object(parents_of))
          for (const auto parent : holder->instances()) parents.push_back(parent);
      }
      if (instance.parent_instance() < parents.size()) sink(parents[instance.parent_instance()]);
    }
  }
}

/// sink(utf8) for every instance with a definition; the text lives until the next object's. `names` is memory
/// of the caller's.
template <class Sink>
void read_names(const data_block& block, utf8_names& names, Sink&& sink) {
  for (const auto object : block.objects()) {
    if (!object.has_instances()) continue;
    names.assign(object);
    for (std::size_t i = 0; i < names.size(); ++i) sink(names[i]);
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
