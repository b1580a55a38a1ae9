// perfdata record -o FILE [PATH|OBJECT…] [-i SECONDS] [-n COUNT]
#pragma once

#include "monitor/cli/command.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace perfdata::cli {

/// Raw blocks to a recording, until Ctrl-C or COUNT samples.
class command_record final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

 private:
  std::vector<std::string> wanted_;
  std::string output_;
  double interval_ = 1;
  std::uint64_t count_ = 0;  // 0: until somebody ends it
};

}  // namespace perfdata::cli
