// Records as fast as it can, to be killed: busy_recorder FILE FIRST. Appends seconds from FIRST on and prints
// each one once it was acknowledged.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <tests/recording/moving_blocks.hpp>
#include <unistd.h>

int main(int count, char** arguments) {
  using namespace perfdata;
  if (count != 3) return 2;
  const auto writer = recording_writer::open(arguments[1]);
  if (!writer) return 3;
  const auto stream = (*writer)->add_stream("perfhost", "PERFHOST", "Global");
  if (!stream) return 4;
  for (auto second = static_cast<std::uint32_t>(std::strtoul(arguments[2], nullptr, 10));; ++second) {
    if (!(*writer)->write_block(*stream, test::at_second(second), test::moving_block(second, 600))) return 5;
    const std::string line = std::to_string(second) + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return 6;
  }
}
