#include <perfdata/registry/connect.hpp>
#include <perfdata/registry/key_refusal.hpp>
#include <perfdata/registry/performance_key.hpp>
#include <perfdata/registry/this_registry.hpp>
#include <perfdata/remote/winreg/remote_key.hpp>

namespace perfdata {

result<registry_key> connect(const std::optional<machine_address>& machine, predefined_key key,
                             const credentials& who, const connect_options& options) {
  if (!is_connectable(key)) return failure(not_connectable(key));
  if (!machine) return open_this_registry(key);
  const remote_options remote{.credentials = who,
                              .protection = options.protection,
                              .timeout = options.timeout,
                              .key = key,
                              .start_service = options.start_service,
                              .on_service_started = options.on_service_started};
  if (is_performance_key(key)) {
    auto source = connect_remote_machine(*machine, remote);
    if (!source) return failure(std::move(source.error()));
    return open_performance_key(key, *std::move(source));
  }
  auto session = winreg_session::open(*machine, remote, deadline(options.timeout));
  if (!session) return failure(std::move(session.error()));
  return registry_key(key, remote_root_key(*std::move(session)));
}

}  // namespace perfdata
