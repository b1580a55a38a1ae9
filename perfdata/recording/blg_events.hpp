// The events of PDH's provider in an ETW log file, one after the other, a buffer of the file in memory at a
// time.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>
#include <perfdata/recording/counter_log.hpp>
#include <perfdata/recording/random_file.hpp>

namespace perfdata {

/// One event, or one put together from its parts. A value; `body` is valid until the next call of next().
struct blg_event {
  std::uint8_t type = 0;  ///< blg::event_...
  std::int64_t time = 0;  ///< FILETIME, local
  std::array<std::uint8_t, 16> log{};
  byte_view body{};
  std::uint64_t offset = 0;  ///< of its first part in the file
};

/// Whether the file begins as an ETW log does: a buffer header with a plausible size and ETW's own event.
[[nodiscard]] bool begins_like_blg(byte_view bytes) noexcept;

/// Walks the buffers of a log in the order in which they were written, also of a circular one. Damaged
/// buffers and events are left out and noticed; what follows them is read. A resource.
class blg_events {
 public:
  /// Buffers larger than this are not written by any Windows.
  static constexpr std::uint32_t largest_buffer = 16U << 20U;
  /// Parts that come to more are no event.
  static constexpr std::size_t largest_event = std::size_t{256} << 20U;

  /// Errors: those of reading the first buffer; errc::truncated_data for a file that is shorter than one
  /// buffer header; errc::malformed_data when neither the first buffer states a size nor 64 KiB fits what
  /// follows.
  [[nodiscard]] static result<std::unique_ptr<blg_events>> open(std::unique_ptr<random_file> file);

  /// The next event; false at the end. Errors: errc::system_failure.
  [[nodiscard]] result<bool> next(blg_event& event);

  /// Goes to a buffer, counted in the order of time. An event that began before it is left out.
  void go_to(std::uint64_t buffer) noexcept;

  /// In the order of the file rather than of time: for what is written once and not repeated when a log goes
  /// round.
  void go_to_start_of_file() noexcept;

  /// Buffers of the file, the last one perhaps cut.
  [[nodiscard]] std::uint64_t buffers() const noexcept { return buffers_; }
  /// The first buffer, with ETW's own event: at most `largest_buffer` bytes. Errors: errc::system_failure.
  [[nodiscard]] result<byte_buffer> first_buffer();
  [[nodiscard]] log_progress progress() const noexcept;
  [[nodiscard]] log_notices& notices() noexcept { return notices_; }
  [[nodiscard]] const log_notices& notices() const noexcept { return notices_; }
  [[nodiscard]] const std::string& path() const noexcept { return file_->path(); }

 private:
  explicit blg_events(std::unique_ptr<random_file> file) : file_(std::move(file)) {}
  [[nodiscard]] result<void> find_order();
  [[nodiscard]] result<bool> is_circular();
  [[nodiscard]] result<std::int64_t> sequence_of(std::uint64_t place);
  [[nodiscard]] std::uint64_t place_of(std::uint64_t buffer) const noexcept;
  [[nodiscard]] result<bool> load_next_buffer();
  bool next_part(blg_event& event, std::uint32_t& part, std::uint32_t& parts);
  bool join(blg_event& event, std::uint32_t part, std::uint32_t parts);
  void drop_unfinished();

  std::unique_ptr<random_file> file_;
  std::uint32_t buffer_size_ = 0;
  std::uint64_t buffers_ = 0;
  std::uint64_t oldest_ = 0;      // place of the oldest buffer of a log that went round; 0: it did not
  std::uint64_t first_kept_ = 0;  // buffers at the start that the ring leaves alone
  bool in_file_order_ = false;
  bool begins_anywhere_ = false;  // the parts at hand may continue what lies before, and that is no damage

  byte_buffer buffer_;
  std::uint64_t next_buffer_ = 0;
  std::uint64_t buffer_offset_ = 0;
  std::size_t position_ = 0;
  std::size_t end_ = 0;

  byte_buffer joined_;
  blg_event first_part_{};
  std::uint32_t parts_joined_ = 0;
  std::uint32_t parts_wanted_ = 0;
  log_notices notices_;
};

}  // namespace perfdata
