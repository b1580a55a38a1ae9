#include <algorithm>
#include <string_view>

#include <perfdata/recording/recorded_log.hpp>
#include <perfdata/recording/sqlite_log.hpp>

// What builds without SQLite or zstd recognise too, so that they can say what they lack.

namespace perfdata {
namespace {

bool begins_with(byte_view bytes, std::string_view signature) noexcept {
  return bytes.size() >= signature.size() &&
         std::equal(signature.begin(), signature.end(), bytes.begin(),
                    [](char a, std::byte b) { return a == std::to_integer<char>(b); });
}

}  // namespace

// https://www.sqlite.org/fileformat.html, "The Database Header"
bool begins_like_sqlite(byte_view bytes) noexcept {
  return begins_with(bytes, std::string_view("SQLite format 3\0", 16));
}

bool begins_like_recording(byte_view bytes) noexcept {
  return begins_with(bytes, "perfdata recording, version ");
}

}  // namespace perfdata
