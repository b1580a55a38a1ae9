#include "monitor/core/open_remote.hpp"

#include <fmt/format.h>

namespace perfdata {

result<std::unique_ptr<counter_source>> open_remote(const machine_address& machine, const source_options&) {
  return failure(
      {.code = errc::unsupported,
       .message = fmt::format("cannot connect to {}: this build has no remote machines", machine.to_string()),
       .advice = "build with -DPERFDATA_REMOTE=ON, which needs Samba's development packages"});
}

}  // namespace perfdata
