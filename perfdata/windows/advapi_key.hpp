// Keys that are no performance keys, through advapi32.
#pragma once

#include <memory>

#include <perfdata/registry/registry_key.hpp>
#include <perfdata/windows/root_key.hpp>

namespace perfdata::win32 {

/// What does the work behind a registry_key on Windows; errors as registry_key documents them. Sizes are
/// found out as growing_room does.
[[nodiscard]] std::unique_ptr<registry_backend> make_advapi_key(std::shared_ptr<session> at,
                                                                std::shared_ptr<held_key> key);

/// connect() over any calls. Errors: as connect(); as open_session.
[[nodiscard]] result<registry_key> connect_through(std::shared_ptr<registry_calls> calls, const reach& how,
                                                   predefined_key key);

}  // namespace perfdata::win32
