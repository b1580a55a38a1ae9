// What could not be sent yet, on disk.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata::fleet {

/// Messages in the order in which they came, a file each, so that they outlive the process. Bounded: where a
/// new one does not fit, the oldest go. Whoever else writes into the folder is not reckoned with; files with
/// other names are left alone. A resource of one thread.
class push_queue {
 public:
  /// Makes the folder, for its owner only, and takes up what an earlier process left. Errors:
  /// errc::system_failure.
  [[nodiscard]] static result<push_queue> open(const std::string& folder, std::uint64_t max_bytes);

  /// Errors: errc::too_large for a text that would not fit into an empty queue; errc::system_failure.
  /// Nothing is half there after one.
  [[nodiscard]] result<void> push(std::string_view text);

  /// A message and the number it goes by.
  struct message {
    std::uint64_t number = 0;
    std::string text{};
  };

  /// The oldest message; nothing when there is none. One that cannot be read is dropped.
  [[nodiscard]] std::optional<message> front();

  /// Takes the oldest message away, if it still is that one: it may have made room meanwhile.
  void pop(std::uint64_t number);

  [[nodiscard]] std::size_t size() const noexcept { return files_.size(); }
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }
  /// Messages that made room, or could not be read.
  [[nodiscard]] std::uint64_t dropped() const noexcept { return dropped_; }

 private:
  struct file {
    std::uint64_t number = 0;
    std::uint64_t bytes = 0;
  };
  push_queue(std::filesystem::path folder, std::uint64_t max_bytes)
      : folder_(std::move(folder)), max_bytes_(max_bytes) {}
  void drop_oldest();
  [[nodiscard]] std::filesystem::path path_of(std::uint64_t number) const;

  std::filesystem::path folder_;
  std::uint64_t max_bytes_;
  std::deque<file> files_{};
  std::uint64_t bytes_ = 0;
  std::uint64_t next_ = 1;
  std::uint64_t dropped_ = 0;
};

}  // namespace perfdata::fleet
