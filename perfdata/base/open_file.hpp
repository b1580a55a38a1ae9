// Files by their names in UTF-8, which Windows' fopen does not take: open_file_posix.cpp or
// open_file_windows.cpp.
#pragma once

#include <cstdio>
#include <string>

namespace perfdata {

/// std::fopen for a path in UTF-8. nullptr with errno on failure; the caller closes.
[[nodiscard]] std::FILE* open_file(const std::string& path, const char* mode);

}  // namespace perfdata
