// A text written to a file, whole.
#pragma once

#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata::cli {

/// Replaces what the file held. Errors: errc::system_failure with the path and the system's words.
[[nodiscard]] result<void> write_text_file(const std::string& path, std::string_view text);

}  // namespace perfdata::cli
