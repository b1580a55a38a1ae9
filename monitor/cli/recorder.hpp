// One host that is recorded beside the others.
#pragma once

#include "monitor/cli/background_task.hpp"
#include "monitor/cli/open_place.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <perfdata/base/clock.hpp>

namespace perfdata::cli {

/// What one question to a host brought. A movable value.
struct raw_answer {
  std::chrono::sys_time<hundred_ns> time{};  ///< when it was there
  std::string machine{};                     ///< the source's; empty before it was open
  std::string value_name{};                  ///< what was asked for; empty before that was known
  std::vector<std::pair<std::string, byte_buffer>> titles{};  ///< tables that came with it, by value name
  std::vector<error> unknown{};                               ///< paths that this host cannot be asked for
  result<byte_buffer> block{};
  bool can_try_again = true;  ///< false: it failed in a way that another attempt does not mend, or may harm
};

/// A resource with a thread of its own, which opens the source and asks it.
class recorder {
 public:
  using clock = std::chrono::steady_clock;

  explicit recorder(place_request request);
  recorder(const recorder&) = delete;
  recorder& operator=(const recorder&) = delete;

  /// For messages and for the recording: the host as typed, or this machine's name.
  [[nodiscard]] const std::string& label() const noexcept { return label_; }

  /// Asks, unless an answer is on its way, the host is given up, or waits after a failure: a second after the
  /// first one, then twice as long each time, half a minute at most. Whether it asked.
  bool ask(clock::time_point now);

  /// The answer, once.
  [[nodiscard]] std::optional<raw_answer> take(clock::time_point now);

  [[nodiscard]] bool answered() const { return task_.answered(); }
  [[nodiscard]] bool given_up() const noexcept { return given_up_; }

 private:
  std::string label_;
  background_task<raw_answer> task_;
  clock::time_point not_before_{};
  clock::duration delay_{};
  bool given_up_ = false;
};

}  // namespace perfdata::cli
