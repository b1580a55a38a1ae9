// An object whose instances are listed beside each other: its counters are collected, and not charted.
#pragma once

#include "monitor/core/frame.hpp"

#include <cstdint>
#include <vector>

#include <perfdata/collect/catalog.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata::monitor {

/// A value. `paths` are wildcards over the instances, a path a counter.
struct ranked_object {
  source_id source{};
  std::uint32_t object_index = 0;
  std::vector<counter_path> paths{};

  friend bool operator==(const ranked_object&, const ranked_object&) = default;
};

/// The object with a handful of its counters: of processes those that people ask for, of others the first
/// ones; and ID Process, where there is one, by which instances are told apart.
[[nodiscard]] ranked_object rank_instances(source_id source, const catalog_object& object);

}  // namespace perfdata::monitor
