// The remote path beside the others': queries a second and megabytes a second, of one smbd on loopback, in
// one run, by us, python3-impacket and python3-samba, all encrypted by Samba's or impacket's own means. Needs
// root, as smbd does.
//
//    perfdata_remote_cost [SECONDS]
#include "tests/remote/samba_scene.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <stdexcept>
#include <string>
#include <tests/support/captured_process.hpp>
#include <vector>

namespace {

using namespace perfdata;
using namespace perfdata::test;
using clock = std::chrono::steady_clock;

/// What a reader managed. A value.
struct pace {
  std::size_t answer = 0;  // bytes
  double queries = 0;      // a second
  double megabytes = 0;    // a second, of answers
};

double since(clock::time_point begin) {
  return std::chrono::duration<double>(clock::now() - begin).count();
}

pace ask_ourselves(const samba_server& server, const std::string& name, double seconds) {
  const auto source = connect_remote_machine(server.address(), options_of(server));
  if (!source) throw std::runtime_error(source.error().message);
  byte_buffer answer;
  double bytes = 0;
  int queries = 0;
  const auto begin = clock::now();
  while (since(begin) < seconds) {
    if (const auto asked = (*source)->query(name, answer); !asked)
      throw std::runtime_error(asked.error().message);
    bytes += static_cast<double>(answer.size());
    ++queries;
  }
  const double took = since(begin);
  return {answer.size(), queries / took, bytes / took / 1e6};
}

std::string last_line(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text.substr(text.rfind('\n') + 1);
}

// The scripts print both numbers.
pace ask_with(const std::string& script, const samba_server& server, const std::string& name,
              std::size_t room, double seconds) {
  const auto ran =
      run_captured({"/usr/bin/python3", PERFDATA_SOURCE_DIR "/bench/" + script, std::to_string(server.port()),
                    server.user(), server.password_file().string(), name, fmt::format("{}", room),
                    fmt::format("{}", seconds)});
  if (ran.code != 0) {
    fmt::print("skipped: {}: {}\n", script, last_line(ran.err));
    return {};
  }
  char* rest = nullptr;
  const double queries = std::strtod(ran.out.c_str(), &rest);
  return {room, queries, std::strtod(rest, nullptr)};
}

void print_row(const std::string& reader, const std::string& what, const pace& measured, const pace& ours) {
  if (measured.queries <= 0) return;
  fmt::print("{:<18} {:<22} {:>10.1f} {:>8.2f} {:>12.2f}\n", reader, what, measured.queries,
             measured.megabytes, ours.queries / measured.queries);
}

void compare(const samba_server& server, const std::string& what, const std::string& name, double seconds) {
  const pace ours = ask_ourselves(server, name, seconds);
  print_row("perfdata", what, ours, ours);
  print_row("python3-impacket", what,
            ask_with("remote_with_impacket.py", server, name, ours.answer + 4'096, seconds), ours);
  print_row("python3-samba", what,
            ask_with("remote_with_samba.py", server, name, ours.answer + 4'096, seconds), ours);
}

}  // namespace

int main(int count, char** arguments) try {
  const double seconds = count > 1 ? std::atof(arguments[1]) : 3;
  if (const auto why = samba_server::why_not(); !why.empty()) {
    fmt::print("skipped: {}\n", why);
    return 0;
  }
  samba_server server;
  constexpr std::uint32_t many = 100;
  set_scene(server.counters(), many);
  fmt::print("{:<18} {:<22} {:>10} {:>8} {:>12}\n", "reader", "answer", "queries/s", "MB/s",
             "we are x as fast");
  compare(server, "Global, 100 instances", "Global", seconds);
  compare(server, "titles", "Counter 009", seconds);
  return 0;
} catch (const std::exception& failure) {
  std::fprintf(stderr, "perfdata_remote_cost: %s\n", failure.what());
  return 1;
}
