// The options that say where the counters come from, the same for every command.
#pragma once

#include "monitor/core/source_options.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace perfdata::cli {

/// As typed. A value.
struct source_arguments {
  std::vector<std::string> hosts{};
  std::string file{};
  std::string at{};        ///< as parse_utc takes it; empty: the beginning
  source_options logon{};  ///< everything but the place
  double timeout_seconds = 10;
  std::string protection = "privacy";

  /// Declares the options; they may stand before or after the subcommand.
  void setup(CLI::App& program);

  [[nodiscard]] bool is_file() const noexcept { return !file.empty(); }
  /// Whether --file or --host was given.
  [[nodiscard]] bool names_source() const noexcept { return is_file() || !hosts.empty(); }

  /// The options for one more host, with the same logon.
  [[nodiscard]] source_options for_place(source_place place) const;

  /// One for every --host, or this machine; of a recording one for each --host, or each recorded one. Looks
  /// into the file.
  [[nodiscard]] std::vector<source_options> places() const;
};

/// What to say of --file and --host to a command that `reads` something else: "decode reads FILE".
[[nodiscard]] error takes_no_source(std::string_view reads, std::string advice);

/// `arguments` with a --kerberos that no cache follows moved behind all others, in front of "--": its CCACHE
/// may be left out, and the next word, a counter path say, is not one. A cache is written TYPE:REST or as a
/// path with a slash, or is a file that is there.
[[nodiscard]] std::vector<std::string> with_kerberos_last(std::vector<std::string> arguments);

}  // namespace perfdata::cli
