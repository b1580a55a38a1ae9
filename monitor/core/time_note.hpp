// What a person wrote about a moment.
#pragma once

#include <string>

namespace perfdata::monitor {

/// A value.
struct time_note {
  double time = 0;  ///< seconds since 1970-01-01T00:00:00Z
  std::string text{};

  friend bool operator==(const time_note&, const time_note&) = default;
};

}  // namespace perfdata::monitor
