// A file's bytes, all of them, with a ceiling.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include <perfdata/base/bytes.hpp>
#include <perfdata/base/result.hpp>

namespace perfdata {

/// No block, title table or other small file is larger; what is, is not one.
inline constexpr std::size_t whole_file_ceiling = std::size_t{1} << 30U;

/// The bytes of the file at `path`, which may be a pipe. Linear.
/// Errors: errc::not_found, errc::access_denied or errc::system_failure with the path and the system's words;
/// errc::too_large beyond `ceiling` bytes.
[[nodiscard]] result<byte_buffer> read_whole_file(const std::string& path,
                                                  std::size_t ceiling = whole_file_ceiling);

/// As above from an open stream, e.g. stdin, to its end. `name` is what an error message calls it.
[[nodiscard]] result<byte_buffer> read_whole_stream(std::FILE* stream, std::string_view name,
                                                    std::size_t ceiling = whole_file_ceiling);

}  // namespace perfdata
