#include "monitor/core/kerberos_cache.hpp"

#include <cstdlib>
#include <fmt/format.h>
#include <unistd.h>

namespace perfdata {

bool has_kerberos_cache() {
  if (const char* named = std::getenv("KRB5CCNAME"); named != nullptr && *named != '\0') return true;
  return ::access(fmt::format("/tmp/krb5cc_{}", ::getuid()).c_str(), R_OK) == 0;
}

}  // namespace perfdata
