#include <fmt/format.h>

#include <perfdata/recording/recording_notes.hpp>
#include <perfdata/recording/replay_source.hpp>

namespace perfdata {
namespace {

error unavailable(const std::string& path) {
  return {.code = errc::unsupported,
          .message = fmt::format("\"{}\" is a recording, and this build cannot read recordings", path),
          .advice = "build with -DPERFDATA_RECORDING=ON, which needs libzstd"};
}

}  // namespace

std::vector<recorded_host> recorded_hosts(const std::string&) {
  return {};
}

result<std::unique_ptr<counter_source>> open_replay_source(const std::string& path, const std::string&) {
  return failure(unavailable(path));
}

result<std::vector<recording_note>> read_recording_notes(const std::string& path) {
  return failure(unavailable(path));
}

}  // namespace perfdata
