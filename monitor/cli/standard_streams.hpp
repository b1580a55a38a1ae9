// The three streams that a program expects to be given: standard_streams_posix.cpp or _windows.cpp.
#pragma once

namespace perfdata::cli {

/// A stream that was closed before the program began is opened as one on which every read and write fails.
/// Without it the first file that the program opens would take its number, and messages would be written
/// into that file. Call it once, before any file is opened.
void open_standard_streams() noexcept;

}  // namespace perfdata::cli
