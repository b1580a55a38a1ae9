#include "monitor/cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

namespace perfdata::cli {

bool is_terminal(std::FILE* stream) {
  return ::isatty(::fileno(stream)) == 1;
}

terminal_size size_of_terminal(std::FILE* stream) {
  winsize window{};
  if (::ioctl(::fileno(stream), TIOCGWINSZ, &window) != 0 || window.ws_row == 0 || window.ws_col == 0)
    return {};
  return {.lines = window.ws_row, .columns = window.ws_col};
}

}  // namespace perfdata::cli
