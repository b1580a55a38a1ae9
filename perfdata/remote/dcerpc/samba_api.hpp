// Samba's public client headers, as C++ can include them. For the dcerpc_*.cpp files only.
#pragma once

// credentials.h names these two enums without ever defining them, which C allows and C++ does not. Nothing
// here passes a value of either.
enum smb_signing_setting { perfdata_unused_signing_setting };
enum smb_encryption_setting { perfdata_unused_encryption_setting };

extern "C" {
#include <talloc.h>
#include <tevent.h>
// Behind the two above, which it relies on.
#include <core/ntstatus.h>
#include <credentials.h>
#include <dcerpc.h>
#include <param.h>
#include <util/debug.h>
}

#include <cstdint>
#include <memory>

namespace perfdata {

[[nodiscard]] inline std::uint32_t code_of(NTSTATUS status) noexcept {
  return NT_STATUS_V(status);
}

/// Owns a talloc context and all below it.
struct talloc_deleter {
  void operator()(void* memory) const noexcept { _talloc_free(memory, "perfdata"); }
};
using talloc_owner = std::unique_ptr<void, talloc_deleter>;

[[nodiscard]] inline talloc_owner new_talloc_context(const void* parent, const char* name) {
  return talloc_owner(talloc_named_const(parent, 0, name));
}

}  // namespace perfdata
