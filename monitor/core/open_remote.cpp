#include "monitor/core/open_remote.hpp"

#include <perfdata/remote/diagnose.hpp>
#include <perfdata/remote/remote_machine.hpp>

namespace perfdata {

result<std::unique_ptr<counter_source>> open_remote(const machine_address& machine,
                                                    const source_options& options) {
  auto who = find_credentials(options);
  if (!who) return failure(who.error());
  return connect_remote_machine(machine, {.credentials = std::move(*who),
                                          .protection = options.protection,
                                          .timeout = options.timeout,
                                          .connect_first = options.connect_first,
                                          .start_service = options.start_service,
                                          .on_service_started = options.on_service_started,
                                          .stop = options.stop});
}

result<std::vector<diagnosis_step>> diagnose_remote(const machine_address& machine,
                                                    const source_options& options,
                                                    const step_observer& on_step) {
  auto who = find_credentials(options);
  if (!who) return failure(who.error());
  return diagnose_connection(
      machine, {.credentials = std::move(*who), .protection = options.protection, .timeout = options.timeout},
      on_step);
}

}  // namespace perfdata
