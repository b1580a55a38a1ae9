// perfdata watch PATH… [-i SECONDS] [-n COUNT] [-f text|csv|tsv|jsonl] [-o FILE]
#pragma once

#include "monitor/cli/command.hpp"
#include "monitor/cli/sample_writer.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace perfdata::cli {

/// Values over time, until Ctrl-C or COUNT samples.
class command_watch final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

  /// -f, or what the end of -o's name says, or text.
  [[nodiscard]] watch_format format() const;

 private:
  std::vector<std::string> paths_;
  double interval_ = 1;
  std::uint64_t count_ = 0;  // 0: until somebody ends it
  std::string format_;
  std::string output_;
};

}  // namespace perfdata::cli
