#include <perfdata/connection/this_machine.hpp>
#include <perfdata/registry/connect.hpp>
#include <perfdata/registry/this_registry.hpp>
#include <perfdata/remote/diagnose.hpp>
#include <perfdata/remote/remote_machine.hpp>
#include <perfdata/windows/advapi_key.hpp>
#include <perfdata/windows/diagnose_reach.hpp>
#include <perfdata/windows/performance_source.hpp>

namespace perfdata {
namespace {

// The first query loads every provider, and a provider may take its time.
constexpr std::chrono::minutes local_timeout{2};

win32::reach this_computer() {
  return {.timeout = local_timeout};
}

win32::reach reach_of(const machine_address& machine, const remote_options& options) {
  return {.machine = machine,
          .who = options.credentials,
          .connect_first = options.connect_first,
          .start_service = options.start_service,
          .on_service_started = options.on_service_started,
          .stop = options.stop,
          .timeout = options.timeout};
}

}  // namespace

result<std::unique_ptr<counter_source>> open_this_machine() {
  return win32::open_performance_source(win32::advapi32(), this_computer());
}

result<std::unique_ptr<counter_source>> connect_remote_machine(const machine_address& machine,
                                                               const remote_options& options) {
  return win32::open_performance_source(win32::advapi32(), reach_of(machine, options), options.key);
}

std::vector<diagnosis_step> diagnose_connection(const machine_address& machine, const remote_options& options,
                                                const step_observer& on_step) {
  return win32::diagnose_reach(win32::advapi32(), reach_of(machine, options), on_step);
}

result<registry_key> open_this_registry(predefined_key key) {
  return win32::connect_through(win32::advapi32(), this_computer(), key);
}

result<registry_key> connect(const std::optional<machine_address>& machine, predefined_key key,
                             const credentials& who, const connect_options& options) {
  const bool local_data = !machine && is_performance_key(key);
  return win32::connect_through(win32::advapi32(),
                                {.machine = machine,
                                 .who = who,
                                 .start_service = options.start_service,
                                 .on_service_started = options.on_service_started,
                                 .timeout = local_data ? local_timeout : options.timeout},
                                key);
}

}  // namespace perfdata
