// perfdata run [PATH…] [-o FILE] [-i SECONDS] [-r N] [--limit 'PATH < VALUE'] [--json] -- COMMAND…
#pragma once

#include "monitor/cli/command.hpp"
#include "monitor/cli/open_place.hpp"
#include "monitor/cli/run_recording.hpp"
#include "monitor/cli/watch_loop.hpp"
#include "monitor/run/run_report.hpp"
#include "monitor/run/value_limit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace perfdata {
class child_command;
}

namespace perfdata::cli {

/// Counters while a command runs, and what it used. Exit codes: the command's own, 128 + n when signal n
/// ended it, 130 when somebody ended this program before, 127 when there is no such program, 126 when it
/// cannot be run; if it ended well, 1 for a limit that was broken. The summary goes to standard error, so
/// that the command's output stays its own; with
/// --json it is the result on standard output, and the command's output goes to standard error.
class command_run final : public command {
 public:
  CLI::App& setup(CLI::App& program) override;
  [[nodiscard]] bool take_words(const std::vector<std::string>& words) override;
  [[nodiscard]] exit_code run(const source_arguments& as_typed) override;

  [[nodiscard]] const std::vector<std::string>& words() const noexcept { return words_; }

 private:
  [[nodiscard]] std::vector<std::string> wanted_paths(const std::vector<value_limit>& limits) const;
  [[nodiscard]] bool writes_json() const { return output_.ends_with(".json"); }
  [[nodiscard]] result<run_report> repeat(child_command& child, const watched_places& places,
                                          const std::optional<run_recording>& recording,
                                          const std::vector<std::string>& wanted) const;
  [[nodiscard]] exit_code measure(std::vector<place_request> requests, const std::vector<std::string>& wanted,
                                  const std::vector<value_limit>& limits) const;
  [[nodiscard]] exit_code conclude(const run_report& runs, const std::vector<value_limit>& limits,
                                   const std::optional<run_recording>& recording) const;
  [[nodiscard]] exit_code write_report(const run_report& runs,
                                       const std::optional<run_recording>& recording) const;

  std::vector<std::string> paths_;
  std::vector<std::string> limits_;
  std::vector<std::string> words_;
  std::string output_;
  double interval_ = 1;
  unsigned runs_ = 1;
  bool json_ = false;
};

}  // namespace perfdata::cli
