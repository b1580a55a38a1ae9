// Reads small kernel files whole with plain read(2) into one buffer.
#pragma once

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include <perfdata/linux/folder.hpp>

namespace perfdata::procfs {

/// Why a file gave no text.
enum class read_failure : std::uint8_t {
  gone,        ///< it is not there, or its process ended while it was read
  denied,      ///< this account may not read it
  unreadable,  ///< anything else, or larger than `file_reader::ceiling`
};

/// The bytes of a file, exactly as they are: nothing vouches for their form. Valid until the reader's next
/// read.
using file_text = tl::expected<std::string_view, read_failure>;

/// A value. One buffer serves every file, so the text of one file must be used up before the next is read.
class file_reader {
 public:
  static constexpr std::size_t ceiling = std::size_t{16} * 1024 * 1024;

  /// The whole of `in`/`path`. Never blocks on a pipe.
  [[nodiscard]] file_text read(const folder& in, const char* path);

 private:
  std::vector<char> buffer_ = std::vector<char>(std::size_t{64} * 1024);
};

}  // namespace perfdata::procfs
