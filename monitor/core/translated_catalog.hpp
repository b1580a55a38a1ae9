// A catalog in another language, place by place.
#pragma once

#include <perfdata/collect/catalog.hpp>

namespace perfdata::monitor {

/// Objects, counters and explanations as `names` has them; what it does not name keeps its name.
[[nodiscard]] catalog with_names(const catalog& listed, const source_names& names);

/// "#238" for every object and counter.
[[nodiscard]] catalog with_indexes(const catalog& listed);

}  // namespace perfdata::monitor
