#include <algorithm>
#include <array>
#include <charconv>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <perfdata/linux/kernel_units.hpp>
#include <perfdata/linux/process_table.hpp>

namespace perfdata::procfs {
namespace {

// Since Linux 6.2 the size of /proc/PID/fd is the number of open descriptors; before it was 0. We hold some.
bool fd_size_is_count(const folder& proc) {
  struct statfs filesystem {};
  struct stat fd {};
  return proc.is_open() && ::fstatfs(proc.descriptor(), &filesystem) == 0 &&
         filesystem.f_type == PROC_SUPER_MAGIC && ::fstatat(proc.descriptor(), "self/fd", &fd, 0) == 0 &&
         fd.st_size > 0;
}

class number_path {
 public:
  explicit number_path(std::uint32_t id, std::string_view file = {}) noexcept {
    const auto digits = std::to_chars(text_.data(), text_.data() + 16, id);
    std::copy_n(file.data(), std::min<std::size_t>(file.size(), 15), digits.ptr);
  }
  [[nodiscard]] const char* c_str() const noexcept { return text_.data(); }

 private:
  std::array<char, 32> text_{};
};

reading bytes(reading kib) {
  return kib ? reading(from_kib(*kib)) : std::nullopt;
}

}  // namespace

process_table::process_table(const folder& proc) : proc_(&proc), fd_size_is_count_(fd_size_is_count(proc)) {}

bool process_table::list(const folder& in, std::vector<std::uint32_t>& ids) {
  ids.clear();
  const bool listed = lister_.for_each_name(in, [&](const char* name) {
    if (const auto id = whole_number(name)) ids.push_back(*id);
  });
  std::sort(ids.begin(), ids.end());
  return listed;
}

reading process_table::count() {
  if (!list(*proc_, ids_)) return std::nullopt;
  return ids_.size();
}

void process_table::read(file_reader& files, bool with_threads) {
  threads_.clear();
  ask_io_ = ask_handles_ = ask_switches_ = true;
  if (!list(*proc_, ids_)) ids_.clear();
  processes_.resize(ids_.size());
  std::uint32_t used = 0;
  for (const auto id : ids_) {
    const auto in = proc_->open_inside(number_path(id).c_str());
    auto& process = processes_[used];
    process.id = id;
    const auto first_thread = threads_.size();
    if (read_process(files, in, process) && (!with_threads || read_threads(files, in, used)))
      ++used;
    else
      threads_.resize(first_thread);
  }
  processes_.resize(used);
}

bool process_table::read_process(file_reader& files, const folder& in, process_entry& to) {
  const auto text = files.read(in, "stat");
  if (!text) return false;
  const auto stat = parse_task_stat(*text);
  if (!stat) return false;
  to.name = stat->name;
  to.stat = *stat;
  to.stat.name = {};
  // prctl can empty a name; a path needs one.
  if (to.name.empty()) to.name = number_path(to.id).c_str();
  return read_memory(files, in, to) && read_io(files, in, to) && count_handles(in, to);
}

bool process_table::read_memory(file_reader& files, const folder& in, process_entry& to) {
  const auto text = files.read(in, "status");
  if (!text) return false;
  std::array<keyed_number, 8> wanted{
      {{"VmPeak"}, {"VmSize"}, {"VmHWM"}, {"VmRSS"}, {"RssAnon"}, {"VmData"}, {"VmStk"}, {"Threads"}}};
  read_keyed_numbers(*text, wanted);
  const auto& [peak, size, resident_peak, resident, anonymous, data, stack, threads] = wanted;
  if (!threads.value) return false;  // it comes after the memory lines: without it the file is cut
  // A kernel thread and a process that has ended have no address space and therefore none of the lines.
  const bool empty = !size.value;
  const auto or_zero = [empty](reading value) { return empty ? reading(0) : value; };
  to.virtual_peak = or_zero(bytes(peak.value));
  to.virtual_size = or_zero(bytes(size.value));
  to.resident_peak = or_zero(bytes(resident_peak.value));
  to.resident = or_zero(bytes(resident.value));
  to.resident_private = or_zero(bytes(anonymous.value));
  to.committed = or_zero(bytes(sum_of(data.value, stack.value)));
  return true;
}

bool process_table::read_io(file_reader& files, const folder& in, process_entry& to) {
  to.read_calls = to.write_calls = to.read_bytes = to.written_bytes = std::nullopt;
  if (!ask_io_) return true;
  const auto text = files.read(in, "io");
  if (!text) {
    // "Not there" is also what an ended process answers.
    if (text.error() == read_failure::gone && !in.has("stat")) return false;
    ask_io_ = false;
    return true;
  }
  std::array<keyed_number, 4> wanted{{{"rchar"}, {"wchar"}, {"syscr"}, {"syscw"}}};
  read_keyed_numbers(*text, wanted);
  to.read_bytes = wanted[0].value;
  to.written_bytes = wanted[1].value;
  to.read_calls = wanted[2].value;
  to.write_calls = wanted[3].value;
  return true;
}

bool process_table::count_handles(const folder& in, process_entry& to) {
  to.handles = std::nullopt;
  if (!ask_handles_) return true;
  if (fd_size_is_count_) {
    struct stat fd {};
    if (::fstatat(in.descriptor(), "fd", &fd, 0) == 0) to.handles = static_cast<std::uint64_t>(fd.st_size);
  } else {
    std::uint64_t open = 0;
    const auto fds = in.open_inside("fd");
    if (lister_.for_each_name(fds, [&](const char* name) { open += *name != '.' ? 1U : 0U; }))
      to.handles = open;
  }
  if (to.handles) return true;
  if (!in.has("stat")) return false;
  ask_handles_ = false;
  return true;
}

bool process_table::read_threads(file_reader& files, const folder& in, std::uint32_t process) {
  const auto tasks = in.open_inside("task");
  if (!list(tasks, thread_ids_)) return false;
  std::uint32_t number = 0;
  for (const auto id : thread_ids_) {
    thread_entry thread{.process = process, .number = number, .id = id};
    if (!read_thread(files, tasks, thread)) continue;
    threads_.push_back(thread);
    ++number;
  }
  return number > 0;
}

bool process_table::read_thread(file_reader& files, const folder& tasks, thread_entry& to) {
  const auto text = files.read(tasks, number_path(to.id, "/stat").c_str());
  if (!text) return false;
  const auto stat = parse_task_stat(*text);
  if (!stat) return false;
  to.stat = *stat;
  to.stat.name = {};
  if (!ask_switches_) return true;
  const auto schedule = files.read(tasks, number_path(to.id, "/schedstat").c_str());
  if (!schedule) {
    if (!tasks.has(number_path(to.id, "/stat").c_str())) return false;
    ask_switches_ = false;
    return true;
  }
  field_cursor fields(*schedule);
  fields.skip(2);
  const auto turns = fields.number();
  // A kernel without scheduler statistics writes zeros, also for a thread that has run.
  const bool told = turns && (*turns > 0 || to.stat.user_time + to.stat.kernel_time == 0);
  if (told) to.switches = turns;
  ask_switches_ = told;
  return true;
}

}  // namespace perfdata::procfs
