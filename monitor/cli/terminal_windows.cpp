#include "monitor/cli/terminal.hpp"

#include <io.h>
#include <windows.h>

namespace perfdata::cli {
namespace {

/// What a stream is a console by; nullptr for a file, a pipe and the null device, which _isatty takes for
/// one.
HANDLE console_of(std::FILE* stream) {
  // NOLINTNEXTLINE: _get_osfhandle gives a handle as a number
  const auto handle = reinterpret_cast<HANDLE>(::_get_osfhandle(::_fileno(stream)));
  DWORD mode = 0;
  return ::GetConsoleMode(handle, &mode) != 0 ? handle : nullptr;
}

}  // namespace

bool is_terminal(std::FILE* stream) {
  return console_of(stream) != nullptr;
}

terminal_size size_of_terminal(std::FILE* stream) {
  CONSOLE_SCREEN_BUFFER_INFO screen{};
  const HANDLE console = console_of(stream);
  if (console == nullptr || ::GetConsoleScreenBufferInfo(console, &screen) == 0) return {};
  const int lines = screen.srWindow.Bottom - screen.srWindow.Top + 1;
  const int columns = screen.srWindow.Right - screen.srWindow.Left + 1;
  if (lines <= 0 || columns <= 0) return {};
  return {.lines = static_cast<std::size_t>(lines), .columns = static_cast<std::size_t>(columns)};
}

}  // namespace perfdata::cli
