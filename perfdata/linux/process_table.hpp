// The processes and threads of /proc, read once for every object that shows them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <perfdata/linux/file_reader.hpp>
#include <perfdata/linux/keyed_numbers.hpp>
#include <perfdata/linux/task_stat.hpp>

namespace perfdata::procfs {

/// One process. Times in 100 ns, memory in bytes. What the account may not read, or the kernel does not keep,
/// has no value.
struct process_entry {
  std::string name{};
  std::uint32_t id = 0;
  task_stat stat{};  ///< its own name is empty
  reading virtual_size{};
  reading virtual_peak{};
  reading resident{};
  reading resident_peak{};
  reading resident_private{};
  reading committed{};  ///< private writable memory, used or not
  reading read_calls{};
  reading write_calls{};
  reading read_bytes{};
  reading written_bytes{};
  reading handles{};  ///< open file descriptors
};

/// One thread.
struct thread_entry {
  std::uint32_t process = 0;  ///< position in processes
  std::uint32_t number = 0;   ///< position within the process
  std::uint32_t id = 0;
  task_stat stat{};    ///< its name is empty
  reading switches{};  ///< times it was given a processor
};

/// A resource that keeps its buffers from one reading to the next.
class process_table {
 public:
  /// `proc` must outlive the table.
  explicit process_table(const folder& proc);
  process_table(const process_table&) = delete;
  process_table& operator=(const process_table&) = delete;

  /// Reads every process, and every thread when `with_threads`. A process or thread that ends meanwhile is
  /// not there.
  void read(file_reader& files, bool with_threads);

  /// The number of processes, without reading them.
  [[nodiscard]] reading count();

  [[nodiscard]] const std::vector<process_entry>& processes() const noexcept { return processes_; }
  [[nodiscard]] const std::vector<thread_entry>& threads() const noexcept { return threads_; }

 private:
  [[nodiscard]] bool list(const folder& in, std::vector<std::uint32_t>& ids);
  [[nodiscard]] bool read_process(file_reader& files, const folder& in, process_entry& to);
  [[nodiscard]] bool read_memory(file_reader& files, const folder& in, process_entry& to);
  [[nodiscard]] bool read_io(file_reader& files, const folder& in, process_entry& to);
  [[nodiscard]] bool count_handles(const folder& in, process_entry& to);
  [[nodiscard]] bool read_threads(file_reader& files, const folder& in, std::uint32_t process);
  [[nodiscard]] bool read_thread(file_reader& files, const folder& tasks, thread_entry& to);

  const folder* proc_;
  folder_lister lister_{};
  std::vector<std::uint32_t> ids_{};
  std::vector<std::uint32_t> thread_ids_{};
  std::vector<process_entry> processes_{};
  std::vector<thread_entry> threads_{};
  bool fd_size_is_count_;
  // What one process denied would be left out anyway, so the others are not asked in the same reading.
  bool ask_io_ = true;
  bool ask_handles_ = true;
  bool ask_switches_ = true;
};

}  // namespace perfdata::procfs
