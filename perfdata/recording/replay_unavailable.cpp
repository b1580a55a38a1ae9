#include <fmt/format.h>

#include <perfdata/recording/replay_source.hpp>

namespace perfdata {

std::vector<recorded_host> recorded_hosts(const std::string&) {
  return {};
}

result<std::unique_ptr<counter_source>> open_replay_source(const std::string& path, const std::string&) {
  return failure(
      {.code = errc::unsupported,
       .message = fmt::format("\"{}\" is a recording, and this build cannot read recordings", path),
       .advice = "build with -DPERFDATA_RECORDING=ON, which needs libzstd"});
}

}  // namespace perfdata
