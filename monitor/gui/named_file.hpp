// Small files that a person named.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

/// The name with everything but letters, figures and UTF-8 beyond ASCII as single hyphens; empty when nothing
/// is left.
[[nodiscard]] std::string file_name_of(std::string_view name);

/// Writes the file whole, in a folder that is made. Errors: errc::system_failure.
[[nodiscard]] result<void> write_named_file(const std::filesystem::path& file, std::string_view text);

}  // namespace perfdata::monitor
