// Recording what live sources answer while it is switched on: nobody is asked anything more for it.
#pragma once

#include "monitor/core/time_note.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/clock.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/connection/counter_source.hpp>
#include <perfdata/recording/recording_writer.hpp>

namespace perfdata::monitor {

/// A value.
struct recording_state {
  std::string path{};             ///< empty: nothing is recorded
  std::uint64_t blocks = 0;       ///< so far
  std::uint64_t bytes = 0;        ///< in the file
  std::optional<error> failed{};  ///< why the last recording ended by itself, or did not begin
};

/// A resource. Every member may be called from any thread; none waits for more than the disk.
class live_recorder {
 public:
  using moment = std::chrono::sys_time<hundred_ns>;

  /// Makes a recording or goes on with one; the one before it is closed. Errors: those of
  /// recording_writer::open, which state() has too.
  [[nodiscard]] result<void> start(const std::string& path);
  /// Closes the recording, if there is one.
  void stop();
  [[nodiscard]] recording_state state() const;

  /// What `host` answered, or why it did not. A write that fails ends the recording.
  void keep_block(const std::string& host, const std::string& machine, std::string_view value_name,
                  byte_view titles, byte_view block);
  void keep_gap(const std::string& host, const std::string& machine, std::string_view value_name,
                const error& reason);

  /// What a person wrote, as a note about "note" with its text. A write that fails ends the recording.
  void keep_note(const time_note& note);

 private:
  template <class Write>
  void write(const std::string& host, const std::string& machine, std::string_view value_name, Write&& what);

  mutable std::mutex mutex_;
  std::unique_ptr<recording_writer> writer_;
  recording_state state_;
};

/// The source, with what it answers kept by `recorder` while that is on. A source that was itself recorded is
/// given back as it is. `host` is what the person calls it.
[[nodiscard]] std::unique_ptr<counter_source> record_while_on(std::unique_ptr<counter_source> source,
                                                              std::string host,
                                                              std::shared_ptr<live_recorder> recorder);

/// A new file in the home folder, or the current one, named after the time in UTC:
/// "perfdata-20261123-142501Z.perfdata".
[[nodiscard]] std::string suggested_recording();

}  // namespace perfdata::monitor
