#include <fmt/format.h>

#include <perfdata/connection/win32_codes.hpp>
#include <perfdata/connection/win32_error.hpp>
#include <perfdata/registry/key_refusal.hpp>

namespace perfdata {
namespace {

error invalid_handle(std::string_view step, std::string_view why, std::string_view advice) {
  return {.code = errc::invalid_argument,
          .message = fmt::format("\"{}\" failed: {} ({})", step, why, win32_error_name(error_invalid_handle)),
          .advice = std::string(advice),
          .system = system_status{.step = std::string(step), .win32 = error_invalid_handle}};
}

}  // namespace

error not_connectable(predefined_key key) {
  return invalid_handle("connect", fmt::format("a registry connection cannot be made to {}", to_string(key)),
                        "connect to HKEY_LOCAL_MACHINE, HKEY_USERS or HKEY_PERFORMANCE_DATA");
}

error closed_key(std::string_view step) {
  return invalid_handle(step, "the key is not open", "connect, or open the subkey, again");
}

error no_subkeys(predefined_key key, std::string_view step) {
  return invalid_handle(step, fmt::format("{} has no subkeys", to_string(key)),
                        "ask it for values, e.g. \"Global\" or \"Counter 009\"");
}

}  // namespace perfdata
