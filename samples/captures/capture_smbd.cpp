// Writes the captures of a Samba server: one block with and without instances, and its title table, as they
// come over the wire. Starts the tests' own smbd for it; needs root.
//
//    capture_smbd FOLDER
#include <array>
#include <exception>
#include <fmt/format.h>
#include <fstream>
#include <string>
#include <tests/support/samba_server.hpp>

#include <perfdata/remote/remote_machine.hpp>

namespace {

using perfdata::counter_type;

constexpr std::uint32_t queue = 2;
constexpr std::uint32_t workers = 10;

void fill(perfdata::test::samba_counters& counters) {
  counters.set_last_index(14);
  counters.set_clock(5'000'000, 10'000'000, 6'000'000);
  counters.add_object(queue, "Print Queue", "What waits to be printed.");
  counters.add_counter(4, queue, "Jobs", "Jobs that wait.", counter_type::rawcount);
  counters.add_counter(6, queue, "Bytes Printed", "Since the start.", counter_type::large_rawcount);
  counters.set_value(4, 17);
  counters.set_value(6, 123'456'789'012);
  counters.add_object(workers, "Worker", "Processes that print.");
  counters.add_counter(12, workers, "% Busy Time", "Share of time at work.", counter_type::timer_100ns);
  counters.add_counter(14, workers, "Pages", "Pages in the tray.", counter_type::rawcount);
  const std::array<std::string, 2> names{"laser", "Büro 3"};
  counters.set_instances(workers, names);
  counters.set_instance_values(workers, 0, std::array<std::uint64_t, 2>{40'000'000'000, 250});
  counters.set_instance_values(workers, 1, std::array<std::uint64_t, 2>{7'000'000'000, 12});
}

void write(perfdata::counter_source& source, const std::string& value_name, const std::string& file) {
  perfdata::byte_buffer bytes;
  if (const auto answered = source.query(value_name, bytes); !answered)
    throw std::runtime_error(answered.error().message);
  std::ofstream out(file, std::ios::binary);
  for (const std::byte b : bytes) out.put(std::to_integer<char>(b));
  if (!out.flush()) throw std::runtime_error(file + " cannot be written");
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 2) throw std::runtime_error("usage: capture_smbd FOLDER");
  perfdata::test::samba_server server;
  fill(server.counters());
  const auto source = perfdata::connect_remote_machine(server.address(), {.credentials = server.account()});
  if (!source) throw std::runtime_error(source.error().message);
  const std::string folder = arguments[1];
  write(**source, "2 10", folder + "/smbd_2_10.bin");
  write(**source, "Counter 009", folder + "/smbd_counter_009.bin");
} catch (const std::exception& failure) {
  fmt::print(stderr, "capture_smbd: {}\n", failure.what());
  return 1;
}
