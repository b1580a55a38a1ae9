// The two ways to the values of an object, instance by instance and tile by tile, held against each other.
#pragma once

#include <string>

#include <perfdata/view/object_type.hpp>

namespace perfdata::test {

/// The first thing that the object's tiles show otherwise than its instances, in words; empty: nothing.
/// Touches every byte that the tiles hand out.
[[nodiscard]] std::string tile_difference(const object_type& object);

}  // namespace perfdata::test
