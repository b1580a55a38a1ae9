// How long a machine that failed is left alone.
#pragma once

#include <chrono>
#include <cstdint>

namespace perfdata {

/// A value. The pause after a failure is a second while the machine has failed for less than a minute, and
/// doubles from then on up to a minute: a watcher recovers within two of its seconds after a short outage,
/// and a machine that is up but refuses is not pestered. Asking a machine whether its port is open costs next
/// to nothing, so that a machine which is away altogether is asked every second however long it is. Every
/// pause is between half of that and all of it, by chance, so that many watchers do not come back in step.
class back_off {
 public:
  using clock = std::chrono::steady_clock;

  enum class kind : std::uint8_t {
    away,     ///< nothing but a TCP connection was tried
    refused,  ///< somebody is there, and it failed further in
  };

  /// `seed` differs between machines.
  explicit back_off(std::uint64_t seed) noexcept : state_(seed) {}

  void succeeded() noexcept;
  void failed(kind how, clock::time_point now) noexcept;

  /// Nothing is to be tried before then.
  [[nodiscard]] clock::time_point next_try() const noexcept { return next_try_; }

 private:
  std::uint64_t state_;
  clock::time_point failing_since_{};  // zero: not failing
  clock::time_point next_try_{};
  std::chrono::milliseconds pause_{0};
};

}  // namespace perfdata
