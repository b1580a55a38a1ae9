// perfdata doctor [--host NAME] [--json]
#pragma once

#include "monitor/cli/command.hpp"

namespace perfdata::cli {

/// Every step from a machine's name to each of its objects, with its time; the failing one with the setting
/// to change there.
class command_doctor final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

 private:
  bool json_ = false;
};

}  // namespace perfdata::cli
