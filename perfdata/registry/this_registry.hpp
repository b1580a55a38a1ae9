// The registry of the computer that runs this program.
#pragma once

#include <perfdata/registry/registry_key.hpp>

namespace perfdata {

/// What connect() gives without a machine; a file of each system implements it. Linux has no registry: it
/// offers the performance keys, filled from /proc and /sys; both text keys are English there.
/// Errors: errc::unsupported for HKEY_LOCAL_MACHINE and HKEY_USERS on Linux; those of open_this_machine.
/// Precondition: is_connectable(key).
[[nodiscard]] result<registry_key> open_this_registry(predefined_key key);

}  // namespace perfdata
