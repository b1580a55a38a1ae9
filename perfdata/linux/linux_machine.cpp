#include <algorithm>
#include <array>
#include <sys/utsname.h>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/linux/linux_machine.hpp>
#include <perfdata/linux/objects.hpp>
#include <perfdata/linux/titles.hpp>
#include <perfdata/linux/value_name.hpp>

namespace perfdata::procfs {
namespace {

constexpr std::uint32_t process_title = 230;
constexpr std::uint32_t thread_title = 232;

struct object_writer {
  std::uint32_t title_index;
  void (*write)(sampling& machine, block_builder& block);
};

// In the order of the block: the quick files first, so that they belong to the block's time, and Process in
// front of the threads that point to it.
constexpr std::array<object_writer, 12> writers{{{2, write_system},
                                                 {238, write_processor},
                                                 {4, write_memory},
                                                 {234, write_physical_disk},
                                                 {236, write_logical_disk},
                                                 {510, write_network_interface},
                                                 {546, write_ip_v4},
                                                 {638, write_tcp_v4},
                                                 {658, write_udp_v4},
                                                 {700, write_paging_file},
                                                 {process_title, write_process},
                                                 {thread_title, write_thread}}};

bool asks_for(const value_name& name, std::uint32_t title) {
  if (name.what == value_name::kind::global) return true;
  const auto listed = [&](std::uint64_t index) {
    return std::find(name.objects.begin(), name.objects.end(), index) != name.objects.end();
  };
  return listed(title) || (title == process_title && listed(thread_title));
}

std::string host_name() {
  utsname system{};
  return ::uname(&system) == 0 ? std::string(system.nodename) : std::string("localhost");
}

error cannot_read() {
  return {.code = errc::system_failure,
          .message = "/proc cannot be read: no file descriptor is free",
          .advice = "Close files, or raise the limit with ulimit -n",
          .system = system_status{.step = "read /proc"}};
}

}  // namespace

linux_machine::linux_machine(const machine_options& options)
    : name_(options.name.empty() ? host_name() : options.name), sampling_(options) {}

result<void> linux_machine::query(std::string_view value_name, byte_buffer& answer) {
  const auto name = parse_value_name(value_name);
  if (!name) return failure(name.error());
  if (name->what == procfs::value_name::kind::counter_titles) {
    if (counter_titles_.empty()) counter_titles_ = write_title_table(base_names());
    answer = counter_titles_;
    return {};
  }
  if (name->what == procfs::value_name::kind::help_titles) {
    if (help_titles_.empty()) help_titles_ = write_title_table(help_titles());
    answer = help_titles_;
    return {};
  }
  if (!sampling_.begin(asks_for(*name, thread_title))) return failure(cannot_read());
  block_builder block({.system_name = name_,
                       .perf_time = sampling_.clock().perf_time,
                       .perf_freq = perf_frequency,
                       .perf_time_100ns = sampling_.clock().filetime},
                      std::move(answer));
  for (const auto& object : writers)
    if (asks_for(*name, object.title_index)) object.write(sampling_, block);
  answer = block.finish();
  return {};
}

}  // namespace perfdata::procfs
