// What every command of `perfdata` is.
#pragma once

#include <cstdint>

namespace CLI {
class App;
}

namespace perfdata::cli {

struct source_arguments;

/// How the program ends.
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

  /// Does the work: results to standard output, everything else to standard error.
  [[nodiscard]] virtual exit_code run(const source_arguments& sources) = 0;
};

}  // namespace perfdata::cli
