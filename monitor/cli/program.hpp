// The program behind main(): its commands and how arguments choose one.
#pragma once

#include "monitor/cli/command.hpp"
#include "monitor/cli/source_arguments.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace perfdata::cli {

/// A resource. parse() once, then run().
class program {
 public:
  program();
  program(const program&) = delete;
  program& operator=(const program&) = delete;
  ~program();

  /// What to say when no command is to run: help and version for standard output, wrong usage for standard
  /// error.
  struct ending {
    exit_code code{};
    std::string text{};
  };

  /// Chooses the command and fills in its arguments. Opens nothing. `arguments` without the program's name.
  [[nodiscard]] std::optional<ending> parse(std::vector<std::string> arguments);

  /// Runs the chosen command. Precondition: parse() returned nothing.
  [[nodiscard]] exit_code run();

  /// What the source options came to.
  [[nodiscard]] const source_arguments& sources() const noexcept { return sources_; }

 private:
  struct entry {
    CLI::App* arguments = nullptr;
    std::unique_ptr<command> work{};
  };
  template <class Command>
  void add();
  [[nodiscard]] std::optional<ending> parse_whole(std::vector<std::string> arguments);
  [[nodiscard]] command* chosen() const;
  [[nodiscard]] ending wrong_usage(const std::string& message, const std::string& advice) const;
  /// Of a command with commands of its own, when none of them was chosen.
  [[nodiscard]] std::optional<ending> no_such_inner_command() const;
  [[nodiscard]] ending no_such_command(const std::vector<std::string>& as_typed) const;

  std::unique_ptr<CLI::App> app_;
  source_arguments sources_;
  std::vector<entry> commands_;
};

}  // namespace perfdata::cli
