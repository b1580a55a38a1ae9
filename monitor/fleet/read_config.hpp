// A fleet's configuration as TOML.
#pragma once

#include "monitor/fleet/fleet_config.hpp"

#include <string>
#include <string_view>

#include <perfdata/base/result.hpp>

namespace perfdata::fleet {

/// No configuration is larger.
inline constexpr std::size_t max_config_size = std::size_t{1} << 20U;

/// Strict: a key that nobody knows is an error, as it would be a setting that silently does nothing. Errors:
/// errc::invalid_argument with the line, the key and what it may be; a module without objects, with an object
/// named twice, or with an account that is not there; a password in place of a file's name.
[[nodiscard]] result<fleet_config> parse_config(std::string_view text);

/// Errors: as parse_config, with the path in front; those of reading the file.
[[nodiscard]] result<fleet_config> read_config(const std::string& path);

}  // namespace perfdata::fleet
