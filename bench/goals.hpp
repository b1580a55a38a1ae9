// What each operation has to reach: facts of this project, in one place.
#pragma once

#include <string_view>

namespace perfdata::bench {

/// Two figures in the unit by which the operation is judged; 0: none was set. A value.
struct goal {
  double must = 0;
  double aim = 0;
};

/// The goal of an operation at a size, e.g. ("parse", "1MiB"); zeros for one that is only watched.
[[nodiscard]] goal goal_of(std::string_view operation, std::string_view size) noexcept;

}  // namespace perfdata::bench
