// perfdata explain PATH
#pragma once

#include "monitor/cli/command.hpp"

#include <string>

namespace perfdata::cli {

/// One value's provenance: type, raw numbers, time base, formula, unit, help text. A path with wildcards
/// explains every value that it matches.
class command_explain final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

 private:
  std::string path_;
};

}  // namespace perfdata::cli
