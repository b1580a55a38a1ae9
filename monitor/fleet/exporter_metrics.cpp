#include "monitor/fleet/exporter_metrics.hpp"

#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

namespace perfdata::fleet {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

std::string_view word_of(errc code) noexcept {
  switch (code) {
    case errc::malformed_data: return "malformed_data";
    case errc::truncated_data: return "truncated_data";
    case errc::not_found: return "not_found";
    case errc::invalid_argument: return "invalid_argument";
    case errc::unsupported: return "unsupported";
    case errc::access_denied: return "access_denied";
    case errc::logon_failed: return "logon_failed";
    case errc::unreachable: return "unreachable";
    case errc::timed_out: return "timed_out";
    case errc::connection_lost: return "connection_lost";
    case errc::too_large: return "too_large";
    case errc::cancelled: return "cancelled";
    case errc::end_of_recording: return "end_of_recording";
    case errc::system_failure: return "system_failure";
  }
  return "unknown";
}

void add_process_metrics(metric_set& out, std::string_view version) {
  out.add("perfdata_build", "The exporter's version.", metric_kind::info, 1,
          {{"version", std::string(version)}});
  rusage used{};
  if (::getrusage(RUSAGE_SELF, &used) == 0) {
    out.add("process_cpu_seconds", "Processor time that the exporter used.", metric_kind::counter,
            seconds(used.ru_utime) + seconds(used.ru_stime));
    out.families.back().unit = "seconds";
  }
  std::ifstream sizes("/proc/self/statm");
  if (double all = 0, resident = 0; sizes >> all >> resident) {
    out.add("process_resident_memory_bytes", "Memory of the exporter that is not swapped out.",
            metric_kind::gauge, resident * static_cast<double>(::sysconf(_SC_PAGESIZE)));
    out.families.back().unit = "bytes";
  }
  std::error_code failed;
  double open = 0;
  for (auto at = std::filesystem::directory_iterator("/proc/self/fd", failed);
       !failed && at != std::filesystem::directory_iterator(); at.increment(failed))
    ++open;
  if (open > 0)
    out.add("process_open_fds", "Files and sockets that the exporter has open.", metric_kind::gauge, open);
}

}  // namespace perfdata::fleet
