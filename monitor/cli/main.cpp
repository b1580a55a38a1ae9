#include "monitor/cli/command_line.hpp"
#include "monitor/cli/program.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/standard_streams.hpp"

#include <cstdio>
#include <exception>
#include <fmt/format.h>

namespace {

using perfdata::cli::exit_code;

constexpr const char* cannot_write = "standard output cannot be written; is the disk full?";

exit_code run(int argc, char** argv) {
  perfdata::cli::open_standard_streams();
  perfdata::cli::program program;
  if (const auto ending = program.parse(perfdata::cli::command_line(argc, argv))) {
    if (ending->code == exit_code::done)
      fmt::print("{}", ending->text);
    else
      perfdata::cli::tell(ending->text);
    return ending->code;
  }
  return program.run();
}

}  // namespace

int main(int argc, char** argv) {
  // Nothing of ours throws; this is for memory that runs out and for a standard output that is closed.
  try {
    const exit_code code = run(argc, argv);
    if ((std::fflush(stdout) == 0 && std::ferror(stdout) == 0) || code != exit_code::done)
      return static_cast<int>(code);
    perfdata::cli::note(cannot_write);
    return static_cast<int>(exit_code::failed);
  } catch (const std::exception& problem) {
    perfdata::cli::note(std::ferror(stdout) != 0 ? cannot_write : problem.what());
    return static_cast<int>(exit_code::failed);
  }
}
