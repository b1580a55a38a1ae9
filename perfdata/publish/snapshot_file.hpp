// A tdb file that readers without a lock always see whole.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include <perfdata/base/result.hpp>

namespace perfdata {

/// Keys and values in memory, written as a new file that takes the old one's place. smbd opens the files for
/// reading only, and tdb takes no locks then: a reader of a file that is being changed, by a transaction too,
/// meets half of it and fails. A value.
class snapshot_file {
 public:
  explicit snapshot_file(std::filesystem::path path) : path_(std::move(path)) {}

  void put(const std::string& key, std::string_view value);
  void erase(const std::string& key);

  /// Replaces the file, mode 0644, when anything has changed since the last time. O(keys). Errors:
  /// errc::access_denied or errc::system_failure; the old file stays then, and the next call tries again.
  [[nodiscard]] result<void> write();

 private:
  [[nodiscard]] error cannot_write(int cause) const;

  std::filesystem::path path_;
  std::unordered_map<std::string, std::string> entries_;
  bool changed_ = true;
};

}  // namespace perfdata
