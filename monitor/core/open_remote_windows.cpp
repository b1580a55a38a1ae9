#include "monitor/core/open_remote.hpp"

#include <perfdata/remote/remote_machine.hpp>

namespace perfdata {

// The library reaches other machines by itself on Windows, through advapi32.
result<std::unique_ptr<counter_source>> open_remote(const machine_address& machine,
                                                    const source_options& options) {
  auto who = find_credentials(options);
  if (!who) return failure(who.error());
  return connect_remote_machine(
      machine,
      {.credentials = std::move(*who), .protection = options.protection, .timeout = options.timeout});
}

}  // namespace perfdata
