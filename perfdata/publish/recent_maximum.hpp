// The highest number of the last minute or two.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace perfdata {

/// A value. Forgets a peak after one to two minutes.
class recent_maximum {
 public:
  using clock = std::chrono::steady_clock;

  /// Takes `number` in; the highest of those taken in since then, it included.
  std::size_t take(std::size_t number, clock::time_point now) noexcept {
    if (now - begin_ >= std::chrono::minutes(1)) {
      before_ = now - begin_ < std::chrono::minutes(2) ? current_ : 0;
      current_ = 0;
      begin_ = now;
    }
    current_ = std::max(current_, number);
    return std::max(before_, current_);
  }

 private:
  clock::time_point begin_{};
  std::size_t before_ = 0;
  std::size_t current_ = 0;
};

}  // namespace perfdata
