// Where the counters come from, as people state it on a command line or in a dialog.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>

#include <perfdata/base/clock.hpp>
#include <perfdata/connection/counter_source.hpp>
#include <perfdata/connection/credentials.hpp>

namespace perfdata {

struct this_machine_place {};

/// Another machine's registry. `address` as machine_address::parse takes it.
struct host_place {
  std::string address{};
};

/// A file, told apart by content. The rest is for recordings.
struct file_place {
  std::string path{};
  std::string host{};                                     ///< which of the recorded ones; empty: the first
  std::string machine{};                                  ///< what that host calls itself, where it is known
  std::optional<std::chrono::sys_time<hundred_ns>> at{};  ///< where to begin; none: at the beginning
};

using source_place = std::variant<this_machine_place, host_place, file_place>;

/// A value. What concerns the logon has a meaning for a host_place only.
struct source_options {
  source_place place = this_machine_place{};
  std::string user{};                           ///< "[DOMAIN\]NAME"; empty: Kerberos or anonymous
  std::optional<secret> password{};             ///< already known, e.g. typed into a dialog
  std::string password_file{};                  ///< its first line; empty: what PERFDATA_PASSWORD_FILE names
  bool ask_on_terminal = false;                 ///< whether a missing password may be asked for on /dev/tty
  std::optional<std::string> kerberos_cache{};  ///< set: use Kerberos; empty text: the current cache
  std::string keytab{};  ///< set: use Kerberos with the key of `user`, "NAME[@REALM]", in this file
  bool anonymous = false;
  perfdata::protection protection = perfdata::protection::privacy;
  std::chrono::milliseconds timeout{10'000};  ///< for the connection as a whole, and for each query after it
  bool start_service = false;                 ///< start the Remote Registry service there when it is stopped
  /// Told the machine whose service was started, in any thread; must not wait.
  std::function<void(std::string_view machine)> on_service_started{};
  bool connect_first =
      true;  ///< false: the first query connects, and no error of the network comes before it
  /// When a stop is requested, opening and queries end at once with errc::cancelled.
  std::stop_token stop{};
};

/// Finds the password of `options.user`: the one known, else the password file's first line, else the prompt.
/// Does nothing without a user, or with a keytab. Call it once before opening several hosts, so that a person
/// is asked once. Errors: those of reading the file; errc::logon_failed when there is none and none can be
/// asked for.
[[nodiscard]] result<void> find_password(source_options& options);

/// Who logs on: --user, a keytab, Kerberos or anonymous as the options say; with none of them the Kerberos
/// cache when there is one. Errors: as find_password; errc::invalid_argument when two of them contradict each
/// other or nothing is left to log on with.
[[nodiscard]] result<credentials> find_credentials(source_options options);

/// Opens the place. Blocks until connected, at most `timeout` for a host. An object that makes the others
/// fail is left out, as isolate_objects() has it. Errors: those of open_this_machine, open_file_source and
/// connect_remote_machine; errc::unsupported for a host in a build without the remote target.
[[nodiscard]] result<std::unique_ptr<counter_source>> open_source(const source_options& options);

}  // namespace perfdata
