// Counters that belong together, under a name.
#pragma once

#include "monitor/core/frame.hpp"

#include <span>
#include <string>
#include <vector>

#include <perfdata/query/counter_path.hpp>

namespace perfdata::monitor {

struct selection;

/// A value.
struct counter_set {
  std::string name{};
  std::vector<counter_path> paths{};  ///< without machines

  friend bool operator==(const counter_set&, const counter_set&) = default;
};

/// What people ask for first: overview, processor, memory, disk, network, one process, .NET, SQL Server, IIS.
/// Names are Windows' English ones; a source that lacks some says so of each.
[[nodiscard]] std::span<const counter_set> preset_sets();

/// Charts the set on the source in place of what was charted of it.
void show_set(selection& chosen, source_id source, const counter_set& set);

/// What is charted of the source, under that name.
[[nodiscard]] counter_set charted_set(const selection& chosen, source_id source, std::string name);

}  // namespace perfdata::monitor
