// One of the two files, as keys and values.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>

struct tdb_context;

namespace perfdata {

/// A resource. Writes belong between begin() and commit(): readers in other processes see all of them or
/// none.
class tdb_file {
 public:
  /// A fresh file in place of what was there, mode 0644: a reader that has the old one open keeps it.
  /// Errors: errc::access_denied, errc::system_failure.
  [[nodiscard]] static result<tdb_file> create(const std::filesystem::path& path);

  /// Gives up what was begun before and not committed.
  [[nodiscard]] result<void> begin();
  /// Remembers the first failure for commit().
  void put(std::string_view key, std::string_view value);
  void erase(std::string_view key);
  /// Errors: errc::system_failure for this and everything since begin(); nothing is written then.
  [[nodiscard]] result<void> commit();

 private:
  struct closer {
    void operator()(tdb_context* file) const noexcept;
  };
  tdb_file(tdb_context* file, std::string path) : file_(file), path_(std::move(path)) {}
  [[nodiscard]] error cannot_write() const;

  std::unique_ptr<tdb_context, closer> file_;
  std::string path_;
  bool open_ = false;
  bool failed_ = false;
};

}  // namespace perfdata
