#include <fmt/format.h>

#include <perfdata/connection/this_machine.hpp>
#include <perfdata/registry/performance_key.hpp>
#include <perfdata/registry/this_registry.hpp>

namespace perfdata {

result<registry_key> open_this_registry(predefined_key key) {
  if (!is_performance_key(key))
    return failure({.code = errc::unsupported,
                    .message = fmt::format("this computer has no {}: Linux has no registry", to_string(key)),
                    .advice = "name a Windows or Samba machine, or ask this one for HKEY_PERFORMANCE_DATA, "
                              "which is made from /proc and /sys",
                    .system = system_status{.step = "connect"}});
  auto source = open_this_machine();
  if (!source) return failure(std::move(source.error()));
  return open_performance_key(key, *std::move(source));
}

}  // namespace perfdata
