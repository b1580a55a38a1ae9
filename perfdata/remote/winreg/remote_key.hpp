// A key of another machine that is not a performance key, over MS-RRP.
#pragma once

#include <memory>

#include <perfdata/registry/registry_key.hpp>
#include <perfdata/remote/winreg/winreg_session.hpp>

namespace perfdata {

/// Takes over the predefined key that `session` opened. Its subkeys share the session, which lives as long as
/// one key does; each closes its own handle. Sizes follow the rules of ordinary keys: what ERROR_MORE_DATA
/// states is offered the next time, at least twice as much and 64 MiB at most.
[[nodiscard]] std::unique_ptr<registry_backend> remote_root_key(std::shared_ptr<winreg_session> session);

}  // namespace perfdata
