// A source under watch: its sampler, its last rows, and whether it answers.
#pragma once

#include "monitor/cli/sampler.hpp"

#include <string>
#include <vector>

namespace perfdata::cli {

/// A resource.
class watched_place {
 public:
  /// A place that is opened beside the others, and again and again until that works.
  explicit watched_place(const place_request& request);
  /// One that is open.
  watched_place(open_place place, std::vector<counter_path> paths);

  /// Asks for a sample. False when the one before is still on its way; it is then not worth waiting for.
  bool ask();
  [[nodiscard]] bool answered() const { return sampler_.answered(); }

  /// Takes what came: new rows, or the old ones without values and a trouble.
  void take();

  /// Nothing came, and nothing was to be expected: the old rows without values, and `why` as the trouble.
  void miss(std::string why);

  [[nodiscard]] const std::string& label() const noexcept { return label_; }
  [[nodiscard]] bool is_file() const noexcept { return is_file_; }
  /// The source's recorded moments, or nullptr. To be used while answered() only.
  [[nodiscard]] timeline* recorded() const noexcept { return sampler_.recorded(); }
  [[nodiscard]] const collection& last() const noexcept { return last_; }
  /// Paths that match nothing, known with the first sample.
  [[nodiscard]] const std::vector<error>& rejected() const noexcept { return rejected_; }
  /// Why the last sample is missing; nothing when it is there.
  [[nodiscard]] const std::optional<error>& trouble() const noexcept { return trouble_; }
  /// Whether the trouble came or went with the last take().
  [[nodiscard]] bool trouble_changed() const noexcept { return trouble_changed_; }
  /// Whether there ever was a sample.
  [[nodiscard]] bool has_answered() const noexcept { return samples_ > 0; }
  /// Whether the last take() brought the first one.
  [[nodiscard]] bool is_first_sample() const noexcept { return samples_ == 1 && !trouble_; }
  /// "left out: object 230 (Process): …" for what became of objects with the last take(), and for those that
  /// are asked for again.
  [[nodiscard]] const std::vector<std::string>& news() const noexcept { return news_; }

 private:
  void mark_stale();
  void note_left_out(const std::vector<left_out_rows>& now);

  std::string label_;
  bool is_file_;
  std::vector<error> rejected_;
  sampler sampler_;
  collection last_;
  std::uint64_t samples_ = 0;
  std::optional<error> trouble_;
  bool trouble_changed_ = false;
  std::vector<std::string> news_;
};

/// "left out: <object>: <why>".
[[nodiscard]] std::string left_out_text(const left_out_rows& missing);

}  // namespace perfdata::cli
