// A picture of the window as a file.
#pragma once

#include "monitor/gui/window.hpp"

#include <string>

#include <perfdata/base/result.hpp>

namespace perfdata::monitor {

/// Writes a PNG. Errors: errc::system_failure when the file cannot be written.
[[nodiscard]] result<void> write_png(const std::string& path, const picture& taken);

}  // namespace perfdata::monitor
