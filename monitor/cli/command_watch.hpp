// perfdata watch PATH… [-i SECONDS] [-n COUNT] [-f text|csv|tsv|jsonl] [-o FILE]
#pragma once

#include "monitor/cli/command.hpp"
#include "monitor/cli/sample_writer.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class Option;
}

namespace perfdata::cli {

struct replay_pace;
struct watched_log;

/// Values over time, until Ctrl-C or COUNT samples; of a recording to its end.
class command_watch final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

  /// -f, or what the end of -o's name says, or text.
  [[nodiscard]] watch_format format() const;

 private:
  [[nodiscard]] watched_log log_part_of(const source_arguments& as_typed) const;
  [[nodiscard]] replay_pace replay_pace_of(std::chrono::steady_clock::duration interval) const;

  std::vector<std::string> paths_;
  double interval_ = 1;
  CLI::Option* interval_option_ = nullptr;
  double speed_ = 0;         // 0: no waiting
  std::uint64_t count_ = 0;  // 0: until somebody ends it
  std::string format_;
  std::string output_;
};

}  // namespace perfdata::cli
