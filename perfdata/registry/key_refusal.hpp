// ERROR_INVALID_HANDLE for what is known to be refused before anybody is asked.
#pragma once

#include <string_view>

#include <perfdata/base/error.hpp>
#include <perfdata/registry/predefined_key.hpp>

namespace perfdata {

/// connect() was asked for a key that is_connectable() denies.
[[nodiscard]] error not_connectable(predefined_key key);

/// The key is closed, moved from, or was never opened. `step` is what was asked of it.
[[nodiscard]] error closed_key(std::string_view step);

/// A performance key was asked for subkeys.
[[nodiscard]] error no_subkeys(predefined_key key, std::string_view step);

}  // namespace perfdata
