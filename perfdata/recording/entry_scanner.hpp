// Walks over a recording's entries by their headers, and finds the next one behind damage.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <perfdata/base/result.hpp>
#include <perfdata/recording/recording_file.hpp>
#include <perfdata/recording/recording_format.hpp>

namespace perfdata {

/// An entry that is there as a whole; whether its payload is sound is known when it is read.
struct found_entry {
  std::uint64_t offset = 0;
  entry_header header{};

  [[nodiscard]] std::uint64_t end() const noexcept { return offset + entry_header_size + header.size; }
};

/// Bytes of the file that are no entry, or an entry whose payload is not what was written.
struct damaged_range {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// A resource. The file must outlive it. Not thread-safe.
class entry_scanner {
 public:
  /// Walks the entries that begin in [from, limit) and end within the file. `from`: where an entry should
  /// begin.
  entry_scanner(const readable_file& file, std::uint64_t from, std::uint64_t limit);

  /// The next entry, or nothing at the end. Constant for sound bytes, linear in damage.
  [[nodiscard]] std::optional<found_entry> next();

  /// Goes on at `offset`, up to `limit`.
  void move_to(std::uint64_t offset, std::uint64_t limit) noexcept;

  /// Behind the last entry that next() gave. Short of the limit at the end when an unfinished entry follows.
  [[nodiscard]] std::uint64_t position() const noexcept { return position_; }

  /// What lay between entries so far, in order.
  [[nodiscard]] const std::vector<damaged_range>& damages() const noexcept { return damages_; }

 private:
  [[nodiscard]] std::optional<found_entry> entry_at(std::uint64_t offset);
  [[nodiscard]] std::optional<found_entry> find_from(std::uint64_t offset);
  [[nodiscard]] byte_view window_at(std::uint64_t offset, std::size_t wanted);

  const readable_file& file_;
  std::uint64_t position_;
  std::uint64_t limit_;
  std::uint64_t window_offset_ = 0;
  byte_buffer window_;
  std::vector<damaged_range> damages_;
};

/// The entry at `offset` when one stands there whole. Two system calls.
[[nodiscard]] std::optional<found_entry> read_entry_at(const readable_file& file, std::uint64_t offset);

/// The payload of `entry` into `payload`, which is overwritten. Errors: errc::malformed_data with the offset
/// when it is not what was written; errc::truncated_data when it is not there.
[[nodiscard]] result<void> read_payload(const readable_file& file, const found_entry& entry,
                                        byte_buffer& payload);

}  // namespace perfdata
