// What a call ends in when its caller asked it to stop.
#pragma once

#include <string>
#include <string_view>

#include <perfdata/base/error.hpp>

namespace perfdata {

/// errc::cancelled.
[[nodiscard]] inline error cancelled(std::string_view machine) {
  return {.code = errc::cancelled, .message = std::string(machine).append(": stopped before it was done")};
}

}  // namespace perfdata
