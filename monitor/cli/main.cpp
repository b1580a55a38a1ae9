#include "monitor/cli/command_line.hpp"
#include "monitor/cli/program.hpp"
#include "monitor/cli/report.hpp"

#include <cstdio>
#include <exception>
#include <fmt/format.h>

namespace {

using perfdata::cli::exit_code;

exit_code run(int argc, char** argv) {
  perfdata::cli::program program;
  if (const auto ending = program.parse(perfdata::cli::command_line(argc, argv))) {
    fmt::print(ending->code == exit_code::done ? stdout : stderr, "{}", ending->text);
    return ending->code;
  }
  return program.run();
}

}  // namespace

int main(int argc, char** argv) {
  // Nothing of ours throws; this is for memory that runs out and for a standard output that is closed.
  try {
    const exit_code code = run(argc, argv);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      perfdata::cli::note("standard output cannot be written; is the disk full?");
      return static_cast<int>(exit_code::failed);
    }
    return static_cast<int>(code);
  } catch (const std::exception& problem) {
    perfdata::cli::note(problem.what());
    return static_cast<int>(exit_code::failed);
  }
}
