// What is published in tests, and what should come back.
#pragma once

#include <map>
#include <string>

#include <perfdata/names/title_table.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata::test {

/// A machine with everything that a block can show, at `second`: objects in descending order of their
/// indexes, a base under its numerator's title, zeros, 64-bit values above 2^53, namesakes, children, text.
struct publish_scene {
  explicit publish_scene(std::uint32_t second = 0);
  publish_scene(const publish_scene&) = delete;  // the block refers to the bytes
  publish_scene& operator=(const publish_scene&) = delete;
  ~publish_scene() = default;

  byte_buffer bytes;
  data_block block;
  title_table titles;
  title_table helps;
};

/// "Object(instance#n)\Counter|type in hex" -> raw value, for everything in a block; a base has its
/// numerator's name.
using readings = std::map<std::string, std::uint64_t>;
[[nodiscard]] readings read_all(const data_block& block, const title_table& titles);

/// What a Samba server should show of the scene.
[[nodiscard]] readings expected_readings(const publish_scene& scene);

}  // namespace perfdata::test
