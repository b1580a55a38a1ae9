// What main() is given, made the same on every system: command_line_posix.cpp or command_line_windows.cpp.
#pragma once

#include <string>
#include <vector>

namespace perfdata::cli {

/// The arguments in UTF-8, without the program's name. On Windows also sets the console to UTF-8 and the
/// standard streams to bytes, so that what is written is what arrives: a line feed stays one. Call it once,
/// first.
[[nodiscard]] std::vector<std::string> command_line(int argc, char** argv);

}  // namespace perfdata::cli
