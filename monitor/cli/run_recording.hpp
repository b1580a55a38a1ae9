// The recording of `perfdata run -o FILE`: what the places answered, and when which run began and ended.
#pragma once

#include "monitor/cli/open_place.hpp"
#include "monitor/run/measured_run.hpp"

#include <memory>
#include <string>
#include <vector>

namespace perfdata::cli {

/// A value that shares the file with the places that write to it; used from any thread.
class run_recording {
 public:
  /// Errors: recording_writer::open's.
  [[nodiscard]] static result<run_recording> open(const std::string& path);

  /// From now on every answer and failure of the place's source is recorded; its title tables are at once.
  void attach(open_place& place) const;

  /// Marks a run. `program` is the command's first word, `paths` what is sampled.
  void start(const measured_run& run, const std::string& program,
             const std::vector<std::string>& paths) const;
  void end(const measured_run& run) const;

  /// Closes the file. Errors: the first that any write met; what came before it is in the file.
  [[nodiscard]] result<void> close() const;

 private:
  struct state;
  class recorded_source;
  explicit run_recording(std::shared_ptr<state> opened) : state_(std::move(opened)) {}
  std::shared_ptr<state> state_;
};

/// The runs that were marked in a recording with their totals, without series; empty for one of a machine.
/// `paths` takes what was sampled. Errors: read_recording_notes'.
[[nodiscard]] result<std::vector<measured_run>> recorded_runs(const std::string& path,
                                                              std::vector<std::string>& paths);

}  // namespace perfdata::cli
