#include "monitor/cli/command_line.hpp"

namespace perfdata::cli {

std::vector<std::string> command_line(int argc, char** argv) {
  return {argv + (argc > 0 ? 1 : 0), argv + argc};
}

}  // namespace perfdata::cli
