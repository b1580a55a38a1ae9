#include <perfdata/linux/sampling.hpp>

namespace perfdata::procfs {

sampling::sampling(const machine_options& options)
    : options_(options),
      proc_(folder::open(options.proc.c_str())),
      sys_(folder::open(options.sys.c_str())),
      clock_source_(options.clock),
      processes_(proc_) {}

bool sampling::begin(bool with_threads) {
  clock_ = clock_source_.read();
  with_threads_ = with_threads;
  have_cpus_ = have_disks_ = have_processes_ = false;
  // At most a process's folder, its threads' and a file are open at a time.
  const auto process = proc_.open_inside(".");
  const auto threads = process.open_inside(".");
  return threads.open_inside(".").is_open();
}

std::string_view sampling::text_of(const char* path) {
  const auto text = files_.read(proc_, path);
  return text ? *text : std::string_view{};
}

const cpu_reading& sampling::cpus() {
  if (!have_cpus_) parse_cpu_times(text_of("stat"), cpus_);
  have_cpus_ = true;
  return cpus_;
}

const disk_reading& sampling::disks() {
  if (have_disks_) return disks_;
  have_disks_ = true;
  const auto text = text_of("diskstats");
  disks_.clock = clock_source_.read();
  parse_disk_stats(text, disks_.disks);
  return disks_;
}

const process_table& sampling::processes() {
  if (!have_processes_) processes_.read(files_, with_threads_);
  have_processes_ = true;
  return processes_;
}

}  // namespace perfdata::procfs
