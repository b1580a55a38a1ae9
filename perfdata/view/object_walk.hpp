// How far the proof of one object has come. Internal to the view layer.
#pragma once

#include <cstddef>
#include <cstdint>

#include <perfdata/base/bytes.hpp>
#include <perfdata/view/instance_tile.hpp>

namespace perfdata {

struct object_walk {
  byte_view bytes{};  // the object as far as it arrived
  std::uint32_t offset = 0;
  std::uint32_t title_index = 0;
  bool truncated = false;
  bool plain = false;  // as data_block::remember_plain has it, as far as it was walked
  std::uint32_t counters = 0;
  std::uint32_t counters_end = 4;      // where the furthest value of a counter block ends
  std::uint32_t stated_instances = 0;  // 0 without a list of instances
  std::uint32_t instances = 0;
  std::size_t at = 0;        // where the next instance starts
  instance_stride stride{};  // what all instances but the last share, as far as they were walked
};

}  // namespace perfdata
