// Reads a recording: its streams, and their blocks and gaps from any moment on. FORMAT.md describes the file.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <perfdata/base/clock.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/recording_payload.hpp>

namespace perfdata {

/// A block or a gap of a stream. A value; what it holds is read by its reader.
struct recorded_entry {
  entry_kind kind = entry_kind::block;  ///< block or gap
  std::uint16_t stream = 0;
  std::chrono::sys_time<hundred_ns> time{};  ///< when the answer arrived, by the recorder's clock
  std::uint64_t offset = 0;                  ///< of the entry in the file
};

/// A part of the file that could not be read.
struct recording_damage {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::string what{};  ///< one sentence
};

/// A resource. Holds a few blocks at a time, whatever the file's size. The file may grow meanwhile: next()
/// gives what has come when it is asked again. Not thread-safe; several readers may read one file.
class recording_reader {
 public:
  /// Reads the directory: milliseconds for a file that was closed or killed, a pass over the entry headers
  /// for one whose index entries are damaged. Errors: errc::not_found, errc::access_denied,
  /// errc::system_failure for the file; errc::unsupported for one that is no recording or of a later version.
  [[nodiscard]] static result<std::unique_ptr<recording_reader>> open(const std::string& path);

  recording_reader(const recording_reader&) = delete;
  recording_reader& operator=(const recording_reader&) = delete;
  ~recording_reader();

  /// In the order of the file. Valid until the next call of next().
  [[nodiscard]] std::span<const recorded_stream> streams() const noexcept;
  /// nullptr when the file does not define it.
  [[nodiscard]] const recorded_stream* find_stream(std::uint16_t id) const noexcept;

  /// Of the first key block, and of the last entry when the file was opened; nothing in an empty recording.
  [[nodiscard]] std::optional<std::chrono::sys_time<hundred_ns>> first_time() const noexcept;
  [[nodiscard]] std::optional<std::chrono::sys_time<hundred_ns>> last_time() const noexcept;

  /// The next block or gap of any stream, in the order of the file; nothing at its end. Passes over damage,
  /// which damages() then lists. Decodes nothing.
  [[nodiscard]] std::optional<recorded_entry> next();

  /// Before the next entry's begin; give it to move_to() to come back.
  [[nodiscard]] std::uint64_t position() const noexcept;
  void move_to(std::uint64_t position) noexcept;
  void rewind() noexcept;

  /// So that next() gives the last block or gap of `stream` at or before `time`, or its first when all are
  /// later. Logarithmic, and a walk over the entries between two key blocks. Where a clock was set back, the
  /// last such moment of the file is meant.
  void seek(std::uint16_t stream, std::chrono::sys_time<hundred_ns> time);

  /// The block of an entry that next() gave, byte for byte as it was recorded; `block` is overwritten.
  /// Decodes at most as many blocks as it builds on, mostly none: the ones before are kept.
  /// Errors: errc::malformed_data when it or one that it builds on is damaged; damages() lists it then.
  [[nodiscard]] result<void> read_block(const recorded_entry& entry, byte_buffer& block);

  /// Why there is no block. Errors: errc::malformed_data.
  [[nodiscard]] result<error> read_gap(const recorded_entry& entry);

  /// The answer to `value_name` ("Counter 009") of `host` that was in force at `position`: the last table
  /// before it, else the first one behind. Errors: errc::not_found when none was recorded.
  [[nodiscard]] result<void> read_titles(std::string_view host, std::string_view value_name,
                                         std::uint64_t position, byte_buffer& table);

  /// What could not be read so far, in the order in which it was met.
  [[nodiscard]] std::vector<recording_damage> damages() const;

 private:
  struct state;
  explicit recording_reader(std::unique_ptr<state> opened);
  std::unique_ptr<state> state_;
};

}  // namespace perfdata
