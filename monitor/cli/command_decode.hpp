// perfdata decode FILE|- [--names FILE] [--json] [--map] [--strict]
#pragma once

#include "monitor/cli/command.hpp"

#include <string>

namespace perfdata::cli {

/// A raw block, whole: as JSON, as text, or as a map of its bytes.
class command_decode final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& sources) override;

 private:
  std::string file_;
  std::string names_file_;
  bool json_ = false;
  bool map_ = false;
  bool strict_ = false;
};

}  // namespace perfdata::cli
