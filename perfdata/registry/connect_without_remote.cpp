#include <fmt/format.h>

#include <perfdata/registry/connect.hpp>
#include <perfdata/registry/key_refusal.hpp>
#include <perfdata/registry/this_registry.hpp>

namespace perfdata {

result<registry_key> connect(const std::optional<machine_address>& machine, predefined_key key,
                             const credentials&, const connect_options&) {
  if (!is_connectable(key)) return failure(not_connectable(key));
  if (!machine) return open_this_registry(key);
  return failure({.code = errc::unsupported,
                  .message = fmt::format("cannot connect to {}: this build has no remote machines",
                                         machine->to_string()),
                  .advice = "build with -DPERFDATA_REMOTE=ON, which needs Samba's development packages",
                  .system = system_status{.step = "connect"}});
}

}  // namespace perfdata
