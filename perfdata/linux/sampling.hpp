// One query's view of the machine: its clock, and what has been read so far, so that objects that show the
// same file read it once.
#pragma once

#include <perfdata/linux/cpu_times.hpp>
#include <perfdata/linux/disk_stats.hpp>
#include <perfdata/linux/file_reader.hpp>
#include <perfdata/linux/machine_options.hpp>
#include <perfdata/linux/process_table.hpp>

namespace perfdata::procfs {

/// A resource that lives as long as its source; buffers are kept from query to query.
class sampling {
 public:
  explicit sampling(const machine_options& options);
  sampling(const sampling&) = delete;
  sampling& operator=(const sampling&) = delete;

  /// Starts a query: reads the clock and forgets what was read. `with_threads`: processes() is to bring them.
  /// False when there are not enough free file descriptors to read with: what cannot be opened would look as
  /// if it were not there.
  [[nodiscard]] bool begin(bool with_threads);

  [[nodiscard]] const clock_reading& clock() const noexcept { return clock_; }
  [[nodiscard]] const machine_options& options() const noexcept { return options_; }
  [[nodiscard]] const folder& proc() const noexcept { return proc_; }
  [[nodiscard]] const folder& sys() const noexcept { return sys_; }
  [[nodiscard]] file_reader& files() noexcept { return files_; }
  [[nodiscard]] folder_lister& lister() noexcept { return lister_; }

  /// /proc/`path` now, not kept; empty text when it cannot be read. Valid until the next read.
  [[nodiscard]] std::string_view text_of(const char* path);

  /// Without the counts of interrupts, which only Processor needs.
  [[nodiscard]] const cpu_reading& cpus();
  [[nodiscard]] const disk_reading& disks();
  [[nodiscard]] const process_table& processes();
  [[nodiscard]] reading process_count() { return processes_.count(); }

 private:
  machine_options options_;
  folder proc_;
  folder sys_;
  machine_clock clock_source_;
  clock_reading clock_{};
  file_reader files_{};
  folder_lister lister_{};
  cpu_reading cpus_{};
  disk_reading disks_{};
  process_table processes_;
  bool with_threads_ = false;
  bool have_cpus_ = false;
  bool have_disks_ = false;
  bool have_processes_ = false;
};

}  // namespace perfdata::procfs
