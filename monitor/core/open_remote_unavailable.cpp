#include "monitor/core/open_remote.hpp"

#include <fmt/format.h>

namespace perfdata {
namespace {

error not_built(const machine_address& machine) {
  return {
      .code = errc::unsupported,
      .message = fmt::format("cannot connect to {}: this build has no remote machines", machine.to_string()),
      .advice = "build with -DPERFDATA_REMOTE=ON, which needs Samba's development packages"};
}

}  // namespace

result<std::unique_ptr<counter_source>> open_remote(const machine_address& machine, const source_options&) {
  return failure(not_built(machine));
}

result<std::vector<diagnosis_step>> diagnose_remote(const machine_address& machine, const source_options&,
                                                    const step_observer&) {
  return failure(not_built(machine));
}

}  // namespace perfdata
