// What every command of `perfdata` is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace perfdata::cli {

struct source_arguments;

/// How the program ends. `run` passes on its command's own code, whatever that is.
enum class exit_code : std::uint8_t {
  done = 0,
  failed = 1,  ///< the machine, the network or the data
  usage = 2,   ///< the arguments
};

/// What two outcomes come to together.
[[nodiscard]] constexpr exit_code worse(exit_code a, exit_code b) noexcept {
  return a < b ? b : a;
}

/// A resource: CLI11 writes the arguments into it.
class command {
 public:
  command() = default;
  command(const command&) = delete;
  command& operator=(const command&) = delete;
  virtual ~command() = default;

  /// Declares the subcommand and its arguments. Parsing fills them in; neither opens anything.
  virtual CLI::App& setup(CLI::App& program) = 0;

  /// Takes the words behind "--". False for a command that has no use for another program's words: they are
  /// arguments like the others then.
  [[nodiscard]] virtual bool take_words(const std::vector<std::string>& /*words*/) { return false; }

  /// Does the work: results to standard output, everything else to standard error.
  [[nodiscard]] virtual exit_code run(const source_arguments& sources) = 0;
};

}  // namespace perfdata::cli
