// What becomes of a large answer between the socket and its reader: a Windows-like server on loopback sends
// 1, 2 and 4 MB in fragments of 4,280 bytes; counted are the bytes that the process moves, Samba's libraries
// included, and its processor time. Needs python3-impacket.
#include <bench/moved_bytes.hpp>
#include <cstdio>
#include <exception>
#include <fmt/format.h>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <tests/support/windows_like_server.hpp>

#include <perfdata/remote/remote_machine.hpp>

namespace {

using namespace perfdata;
using namespace perfdata::test;
using bench::moved_bytes;

/// What one answer cost. A value.
struct cost {
  double milliseconds = 0;  // of processor time
  moved_bytes moved{};
};

double processor_ms() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

// The cheapest of a few: others use the machine too.
cost ask(counter_source& source, const std::string& name, std::size_t expected) {
  byte_buffer answer;
  cost best{.milliseconds = 1e9};
  for (int round = 0; round < 4; ++round) {  // the first one finds out the size
    const auto moved = bench::moved_so_far();
    const double begin = processor_ms();
    if (const auto asked = source.query(name, answer); !asked)
      throw std::runtime_error(asked.error().message);
    if (answer.size() != expected) throw std::runtime_error("another answer");
    const auto now = bench::moved_so_far();
    if (const double took = processor_ms() - begin; took < best.milliseconds)
      best = {took, {now.in_pieces - moved.in_pieces, now.whole - moved.whole}};
  }
  return best;
}

bool print_row(std::size_t megabytes, const cost& found, const cost& first) {
  const double bytes = static_cast<double>(megabytes) * 1e6;
  const double growth = found.milliseconds / (first.milliseconds * static_cast<double>(megabytes));
  const double whole = static_cast<double>(found.moved.whole) / bytes;
  const bool fine = whole < 1.01 && growth < 1.5;
  fmt::print("{:>6} MB {:>10.2f} {:>14.2f} {:>18.2f} {:>16.2f}  {}\n", megabytes, found.milliseconds, growth,
             static_cast<double>(found.moved.in_pieces) / bytes, whole, fine ? "must" : "MISSED");
  return fine;
}

}  // namespace

int main() try {
  if (const auto why = windows_like_server::why_not(); !why.empty()) {
    fmt::print("skipped: {}\n", why);
    return 0;
  }
  windows_like_server server;
  fmt::print("{:>9} {:>10} {:>14} {:>18} {:>16}\n", "answer", "CPU, ms", "x linear", "moved in pieces",
             "moved whole");
  cost first;
  bool fine = true;
  for (const std::size_t megabytes : {1U, 2U, 4U}) {
    const byte_buffer value(megabytes * 1'000'000, std::byte{'7'});
    server.serve(served_key::performance_data, "Counter 009", value);
    const auto source = connect_remote_machine(
        server.address(), {.credentials = server.account(), .timeout = std::chrono::seconds(60)});
    if (!source) throw std::runtime_error(source.error().message);
    const cost found = ask(**source, "Counter 009", value.size());
    if (megabytes == 1) first = found;
    fine = print_row(megabytes, found, first) && fine;
  }
  return fine ? 0 : 1;
} catch (const std::exception& failure) {
  std::fprintf(stderr, "perfdata_remote_copies: %s\n", failure.what());
  return 1;
}
