// A moment by which an operation must be over, handed down through its steps.
#pragma once

#include <algorithm>
#include <chrono>

namespace perfdata {

/// A value. Steady: setting the computer's clock does not move it.
class deadline {
 public:
  using clock = std::chrono::steady_clock;

  /// `timeout` from now; negative counts as 0, more than a year as a year.
  explicit deadline(std::chrono::milliseconds timeout)
      : when_(clock::now() +
              std::clamp(timeout, std::chrono::milliseconds(0), std::chrono::milliseconds(longest))) {}

  /// The sooner of this and `timeout` from now.
  [[nodiscard]] deadline within(std::chrono::milliseconds timeout) const {
    deadline other(timeout);
    return other.when_ < when_ ? other : *this;
  }

  [[nodiscard]] clock::time_point when() const noexcept { return when_; }
  [[nodiscard]] bool passed() const { return clock::now() >= when_; }

  /// What is left, rounded up to whole milliseconds, never negative.
  [[nodiscard]] std::chrono::milliseconds left() const {
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(when_ - clock::now()),
                    std::chrono::milliseconds(0));
  }

 private:
  static constexpr std::chrono::hours longest{24 * 365};
  clock::time_point when_;
};

}  // namespace perfdata
