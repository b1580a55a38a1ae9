// perfdata show PATH… [--json]
#pragma once

#include "monitor/cli/command.hpp"

#include <string>
#include <vector>

namespace perfdata::cli {

/// Values once: one sample, or two a second apart where a counter needs them.
class command_show final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

  [[nodiscard]] const std::vector<std::string>& paths() const noexcept { return paths_; }

 private:
  [[nodiscard]] exit_code show_log(const source_arguments& as_typed) const;

  std::vector<std::string> paths_;
  bool json_ = false;
};

}  // namespace perfdata::cli
