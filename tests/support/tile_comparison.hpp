// The ways to the values of an object, instance by instance, tile by tile and in whatever order is quickest,
// held against each other.
#pragma once

#include <string>

#include <perfdata/view/object_type.hpp>

namespace perfdata::test {

/// The first thing that the object's tiles or for_each_value show otherwise than its instances, in words;
/// empty: nothing. Touches every byte that they hand out.
[[nodiscard]] std::string tile_difference(const object_type& object);

}  // namespace perfdata::test
