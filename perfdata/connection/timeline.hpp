// What a recording can besides answering: tell where in time it stands, and go elsewhere.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <perfdata/base/clock.hpp>

namespace perfdata {

/// The recorded moments of one source. Used by the thread that uses the source.
class timeline {
 public:
  using moment = std::chrono::sys_time<hundred_ns>;

  timeline() = default;
  timeline(const timeline&) = delete;
  timeline& operator=(const timeline&) = delete;
  virtual ~timeline() = default;

  /// When the last answer was recorded, by the recorder's clock; nothing before the first one.
  [[nodiscard]] virtual std::optional<moment> current() const = 0;

  /// When the next answer, or the next reason for having none, was recorded; nothing at the end.
  [[nodiscard]] virtual std::optional<moment> upcoming() = 0;

  /// The one after upcoming().
  [[nodiscard]] virtual std::optional<moment> after_upcoming() = 0;

  /// What of the recording could not be read so far, a sentence each.
  [[nodiscard]] virtual std::vector<std::string> damages() const = 0;

  /// So that upcoming() is the last moment at or before `time`, or the first of all.
  virtual void seek(moment time) = 0;
};

}  // namespace perfdata
