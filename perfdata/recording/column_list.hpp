// The columns of a log as they turn up: each path once, found again without regard to case.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <perfdata/recording/counter_log.hpp>

namespace perfdata {

/// A resource. Columns are only ever added.
class column_list {
 public:
  /// A log with more columns is damaged or not meant for one table.
  static constexpr std::size_t most = std::size_t{1} << 20U;

  /// The position of a path, which is added at the end when it is new; none when the list is full. A column
  /// that has no type yet takes the one given. O(|path|).
  std::optional<std::uint32_t> find_or_add(log_column column);

  /// The position of a path that is there.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view path) const;

  [[nodiscard]] std::span<const log_column> columns() const noexcept { return columns_; }
  [[nodiscard]] std::size_t size() const noexcept { return columns_.size(); }

 private:
  std::vector<log_column> columns_;
  std::unordered_map<std::string, std::uint32_t> by_path_;  // folded
};

/// counter_log_reader::learn_columns() of a log that states its columns nowhere but in its samples.
[[nodiscard]] result<void> learn_columns_from_samples(counter_log_reader& log);

}  // namespace perfdata
