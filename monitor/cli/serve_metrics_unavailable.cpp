#include "monitor/cli/report.hpp"
#include "monitor/cli/serve_metrics.hpp"

namespace perfdata::cli {

exit_code serve_metrics(const serve_arguments& /*arguments*/) {
  return report({.code = errc::unsupported,
                 .message = "this build of perfdata cannot serve metrics",
                 .advice = "build it on Linux with -DPERFDATA_FLEET=ON and -DPERFDATA_REMOTE=ON"});
}

}  // namespace perfdata::cli
