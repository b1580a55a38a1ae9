// perfdata publish --samba DIR [OBJECT…] [-i SECONDS] [-n COUNT]
#pragma once

#include "monitor/cli/command.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace perfdata::cli {

/// Counters for a Samba server, until Ctrl-C or COUNT samples; the server shows nothing of them afterwards.
class command_publish final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

 private:
  std::string folder_;
  std::vector<std::string> objects_;
  double interval_ = 1;
  std::uint64_t count_ = 0;  // 0: until Ctrl-C
};

}  // namespace perfdata::cli
