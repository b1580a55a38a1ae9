#include <algorithm>
#include <string_view>

#include <perfdata/recording/sqlite_log.hpp>

namespace perfdata {

// https://www.sqlite.org/fileformat.html, "The Database Header"
bool begins_like_sqlite(byte_view bytes) noexcept {
  constexpr std::string_view signature("SQLite format 3\0", 16);
  return bytes.size() >= signature.size() &&
         std::equal(signature.begin(), signature.end(), bytes.begin(),
                    [](char a, std::byte b) { return a == std::to_integer<char>(b); });
}

}  // namespace perfdata
