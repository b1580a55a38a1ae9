// Which Samba's libraries this process has loaded: what they keep to themselves differs from release to
// release.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace perfdata {

/// A value.
struct samba_release {
  int major = 0;
  int minor = 0;
  int patch = 0;
  bool operator==(const samba_release&) const = default;
};

/// "4.17.12".
[[nodiscard]] std::string to_string(const samba_release& release);

/// Whether smb_facts knows that release's numbers and functions: those of Samba 4.17, which Debian 12 has.
[[nodiscard]] bool is_known(const samba_release& release) noexcept;

/// Of the name that a release gives its private symbols: 4.17.12 for "SAMBA_4.17.12_DEBIAN_SAMBA4". Nothing
/// for other names, or for numbers beyond 9999.
[[nodiscard]] std::optional<samba_release> release_of(std::string_view symbol_version) noexcept;

/// The release of the SMB library in this process. Nothing when there is none or it does not say.
[[nodiscard]] std::optional<samba_release> loaded_samba_release();

}  // namespace perfdata
