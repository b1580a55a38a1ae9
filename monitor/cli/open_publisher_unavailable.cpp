#include "monitor/cli/open_publisher.hpp"

namespace perfdata::cli {

result<std::unique_ptr<samba_publisher>> open_publisher(const std::string&) {
  return failure({.code = errc::unsupported,
                  .message = "this build cannot publish counters",
                  .advice = "build with -DPERFDATA_PUBLISH=ON, which needs libtdb's development package"});
}

}  // namespace perfdata::cli
