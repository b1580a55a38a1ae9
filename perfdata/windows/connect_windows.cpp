#include <perfdata/connection/this_machine.hpp>
#include <perfdata/registry/connect.hpp>
#include <perfdata/registry/this_registry.hpp>
#include <perfdata/remote/remote_machine.hpp>
#include <perfdata/windows/advapi_key.hpp>
#include <perfdata/windows/performance_source.hpp>

namespace perfdata {
namespace {

// The first query loads every provider, and a provider may take its time.
constexpr std::chrono::minutes local_timeout{2};

win32::reach this_computer() {
  return {.timeout = local_timeout};
}

}  // namespace

result<std::unique_ptr<counter_source>> open_this_machine() {
  return win32::open_performance_source(win32::advapi32(), this_computer());
}

result<std::unique_ptr<counter_source>> connect_remote_machine(const machine_address& machine,
                                                               const remote_options& options) {
  return win32::open_performance_source(
      win32::advapi32(), {.machine = machine, .who = options.credentials, .timeout = options.timeout},
      options.key);
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
                                 .timeout = local_data ? local_timeout : options.timeout},
                                key);
}

}  // namespace perfdata
