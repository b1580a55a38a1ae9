#include <perfdata/recording/recorded_log.hpp>

namespace perfdata {
namespace {

error without_recordings() {
  return {.code = errc::unsupported,
          .message = "this build reads and writes no recordings",
          .advice = "build with -DPERFDATA_RECORDING=ON"};
}

}  // namespace

result<std::unique_ptr<counter_log_reader>> open_recorded_log(const std::string&) {
  return failure(without_recordings());
}

result<std::unique_ptr<counter_log_writer>> create_recorded_log(const std::string&) {
  return failure(without_recordings());
}

}  // namespace perfdata
