// Machines that were connected to before, newest first: what a person need not type again. Never a password.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace perfdata::monitor {

/// A value.
struct recent_host {
  std::string address{};
  std::string user{};  ///< may be empty

  friend bool operator==(const recent_host&, const recent_host&) = default;
};

/// A value.
class recent_hosts {
 public:
  static constexpr std::size_t most = 20;

  /// Nothing when the file is absent or cannot be read. At most 64 KiB of it are believed; lines that are
  /// longer than names are get passed over.
  [[nodiscard]] static recent_hosts read(const std::filesystem::path& file);

  [[nodiscard]] const std::vector<recent_host>& list() const noexcept { return list_; }

  /// Puts it in front; the address it was under before, in any case, goes.
  void add(recent_host host);

  /// Makes the folder, readable by its owner only. Fails silently: what is lost is a convenience.
  void write(const std::filesystem::path& file) const;

 private:
  std::vector<recent_host> list_;
};

/// perfdata/recent-hosts in XDG_STATE_HOME, ~/.local/state or LOCALAPPDATA; empty when none of them is set.
[[nodiscard]] std::filesystem::path recent_hosts_file();

}  // namespace perfdata::monitor
