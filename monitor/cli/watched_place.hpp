// A source under watch: its sampler, its last rows, and whether it answers.
#pragma once

#include "monitor/cli/sampler.hpp"

#include <memory>
#include <string>
#include <vector>

namespace perfdata::cli {

/// A resource.
class watched_place {
 public:
  watched_place(open_place place, const std::vector<counter_path>& paths);

  /// Asks for a sample. False when the one before is still on its way; it is then not worth waiting for.
  bool ask();
  [[nodiscard]] bool answered() const { return sampler_.answered(); }

  /// Takes what came: new rows, or the old ones without values and a trouble.
  void take();

  [[nodiscard]] const std::string& label() const noexcept { return sampler_.label(); }
  [[nodiscard]] bool is_file() const noexcept { return is_file_; }
  [[nodiscard]] const collection& last() const noexcept { return last_; }
  /// Paths that match nothing, for the first sample.
  [[nodiscard]] const std::vector<error>& rejected() const noexcept { return rejected_; }
  /// Why the last sample is missing; nothing when it is there.
  [[nodiscard]] const std::optional<error>& trouble() const noexcept { return trouble_; }
  /// Whether the trouble came or went with the last take().
  [[nodiscard]] bool trouble_changed() const noexcept { return trouble_changed_; }

 private:
  void mark_stale();

  bool is_file_;
  std::vector<error> rejected_;
  sampler sampler_;
  collection last_;
  std::optional<error> trouble_;
  bool trouble_changed_ = false;
};

}  // namespace perfdata::cli
