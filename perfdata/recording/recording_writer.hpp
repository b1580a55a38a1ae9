// Writes a recording: whole entries behind each other, never changed again. FORMAT.md describes the file.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/clock.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/recording_payload.hpp>

namespace perfdata {

/// What a writer wrote since it was opened. A value.
struct recording_totals {
  std::uint64_t blocks = 0;
  std::uint64_t gaps = 0;
  std::uint64_t raw_bytes = 0;   ///< of the blocks
  std::uint64_t file_bytes = 0;  ///< that they and all else took in the file
};

/// A resource. Not thread-safe. Keeps up to four blocks of each stream.
///
/// What a write_ member returned for survives the end of this process, however it ends; sync() makes all of
/// it survive a power failure. A write that fails leaves the file as it was, and the next one may succeed.
/// Errors of every write_ member: errc::system_failure in the system's words when the file cannot be written
/// (no space, an I/O error); errc::connection_lost when it was removed or changed by somebody else;
/// errc::too_large for a block of more than 64 MiB.
class recording_writer {
 public:
  /// Makes a recording, or goes on with one: behind its last whole entry. What stood behind that was never
  /// acknowledged and is cut off. Errors: those of appendable_file::open; errc::unsupported when the file is
  /// something else, which is left as it is.
  [[nodiscard]] static result<std::unique_ptr<recording_writer>> open(const std::string& path);

  recording_writer(const recording_writer&) = delete;
  recording_writer& operator=(const recording_writer&) = delete;
  /// close()s.
  ~recording_writer();

  /// The stream of this host and query; the one of an earlier recording when the file knows it. `host` tells
  /// the hosts of the file apart, `machine` is counter_source::machine(). Errors also: errc::too_large beyond
  /// 65,535 streams.
  [[nodiscard]] result<std::uint16_t> add_stream(std::string_view host, std::string_view machine,
                                                 std::string_view value_name);

  /// A title table ("Counter 009") of the stream's host. Writes nothing when the host's last one is the same.
  [[nodiscard]] result<void> write_titles(std::uint16_t stream, std::chrono::sys_time<hundred_ns> time,
                                          std::string_view value_name, byte_view table);

  /// What the stream's query answered at `time`.
  [[nodiscard]] result<void> write_block(std::uint16_t stream, std::chrono::sys_time<hundred_ns> time,
                                         byte_view block);

  /// Why the stream's query was not answered at `time`. Its code, message and advice are kept.
  [[nodiscard]] result<void> write_gap(std::uint16_t stream, std::chrono::sys_time<hundred_ns> time,
                                       const error& reason);

  /// Something to remember, with the note's own time.
  [[nodiscard]] result<void> write_note(const recording_note& note);

  /// Waits until the disk has all of it. Errors: errc::system_failure.
  [[nodiscard]] result<void> sync();

  /// Writes the index that makes opening quick, and syncs. Nothing may be written after it.
  [[nodiscard]] result<void> close();

  [[nodiscard]] const recording_totals& totals() const noexcept;
  /// Bytes of an unfinished entry that open() cut off.
  [[nodiscard]] std::uint64_t cut_bytes() const noexcept;

 private:
  struct state;
  explicit recording_writer(std::unique_ptr<state> opened);
  std::unique_ptr<state> state_;
};

}  // namespace perfdata
