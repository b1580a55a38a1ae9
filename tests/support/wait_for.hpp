// Waiting for a condition, bounded.
#pragma once

#include <chrono>
#include <thread>

namespace perfdata::test {

/// True as soon as `condition()` is; false when it still is not after `limit`.
template <class Condition>
[[nodiscard]] bool wait_for(std::chrono::milliseconds limit, Condition condition) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!condition()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

}  // namespace perfdata::test
