#include "monitor/cli/command_line.hpp"

#include <cstdio>
#include <fcntl.h>
#include <io.h>
#include <windows.h>
// Needs windows.h first.
#include <shellapi.h>

#include <perfdata/base/wide_text.hpp>

namespace perfdata::cli {

// argv is in the system's old code page and has lost what that does not hold.
std::vector<std::string> command_line(int, char**) {
  ::SetConsoleOutputCP(CP_UTF8);
  for (std::FILE* stream : {stdin, stdout, stderr}) ::_setmode(::_fileno(stream), _O_BINARY);
  int count = 0;
  wchar_t** const words = ::CommandLineToArgvW(::GetCommandLineW(), &count);
  std::vector<std::string> arguments;
  for (int i = 1; words != nullptr && i < count; ++i) arguments.push_back(from_wide(words[i]));
  ::LocalFree(words);
  return arguments;
}

}  // namespace perfdata::cli
