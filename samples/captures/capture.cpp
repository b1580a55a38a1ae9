// Writes the captures of this folder: a Linux machine's blocks, a second apart, and its title table.
//
//    capture FOLDER
#include <chrono>
#include <fmt/format.h>
#include <fstream>
#include <string>
#include <thread>

#include <perfdata/linux/linux_machine.hpp>

namespace {

// Under a neutral name, so that a capture tells nothing about where it was made.
constexpr const char* neutral_name = "PERFHOST";
constexpr const char* objects = "2 4 238";

bool write(perfdata::counter_source& source, const std::string& value_name, const std::string& file) {
  perfdata::byte_buffer bytes;
  if (const auto answered = source.query(value_name, bytes); !answered) {
    fmt::print(stderr, "\"{}\": {}\n", value_name, answered.error().message);
    return false;
  }
  std::ofstream out(file, std::ios::binary);
  for (const std::byte b : bytes) out.put(std::to_integer<char>(b));
  out.close();
  if (!out) fmt::print(stderr, "{} cannot be written\n", file);
  return static_cast<bool>(out);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    fmt::print(stderr, "usage: capture FOLDER\n");
    return 2;
  }
  const std::string folder = arguments[1];
  perfdata::procfs::linux_machine machine({.name = neutral_name});
  if (!write(machine, objects, folder + "/linux_2_4_238_older.bin")) return 1;
  std::this_thread::sleep_for(std::chrono::seconds(1));
  if (!write(machine, objects, folder + "/linux_2_4_238_newer.bin")) return 1;
  return write(machine, "Counter 009", folder + "/linux_counter_009.bin") ? 0 : 1;
}
