#include "monitor/core/local_checks.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace perfdata {
namespace {

struct place {
  const char* path;
  const char* gives;  ///< in the words of counter paths
  bool needed;
};

constexpr std::array places{
    place{"/proc/stat", "System and Processor", true},
    place{"/proc/meminfo", "Memory", false},
    place{"/proc/vmstat", "the page counters of Memory", false},
    place{"/proc/diskstats", "PhysicalDisk", false},
    place{"/proc/self/mountinfo", "LogicalDisk", false},
    place{"/proc/net/dev", "Network Interface", false},
    place{"/proc/net/snmp", "IPv4, TCPv4 and UDPv4", false},
    place{"/proc/swaps", "Paging File", false},
    place{"/proc/1/stat", "Process and Thread of other people's processes", false},
    place{"/proc/1/io", "the IO counters of other people's processes", false},
};

/// errno of opening the file and reading a byte; 0 when both work.
int try_to_read(const char* path) {
  const int file = ::open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  char byte = 0;
  const int problem = ::read(file, &byte, 1) < 0 ? errno : 0;
  ::close(file);
  return problem;
}

diagnosis_step check(const place& one) {
  diagnosis_step now{.name = one.path};
  const auto start = std::chrono::steady_clock::now();
  const int problem = try_to_read(one.path);
  now.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  if (problem == 0) {
    now.detail = one.gives;
    return now;
  }
  const std::string why = std::strerror(problem);
  now.state = one.needed ? step_state::failed : step_state::skipped;
  if (one.needed)
    now.failed = error{.code = errc::system_failure,
                       .message = fmt::format("{} cannot be read: {}", one.path, why),
                       .advice = "mount /proc: mount -t proc proc /proc"};
  else
    now.remark = fmt::format("{}: {} left out", why, one.gives);
  return now;
}

}  // namespace

std::vector<diagnosis_step> check_this_machine(const step_observer& on_step) {
  std::vector<diagnosis_step> steps;
  for (const auto& one : places) {
    steps.push_back(check(one));
    if (on_step) on_step(steps.back());
  }
  return steps;
}

}  // namespace perfdata
