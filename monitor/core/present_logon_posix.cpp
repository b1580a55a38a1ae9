#include "monitor/core/kerberos_cache.hpp"
#include "monitor/core/present_logon.hpp"

namespace perfdata {

std::optional<credentials> present_logon() {
  if (!has_kerberos_cache()) return std::nullopt;
  return kerberos_credentials{};
}

}  // namespace perfdata
