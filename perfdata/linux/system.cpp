// System (2): /proc/stat, /proc/loadavg, the processes in /proc and the boot clock.
#include <perfdata/linux/columns.hpp>
#include <perfdata/linux/objects.hpp>

namespace perfdata::procfs {
namespace {

struct system_row {
  reading context_switches{};
  reading boot{};
  reading queue_length{};
  reading processes{};
  reading threads{};
};

using type = counter_type;
using row = system_row;

constexpr column<row> columns[] = {
    {counter(146, 147, -2, 200, type::counter), [](const row& r) { return r.context_switches; }},
    {counter(674, 675, -5, 100, type::elapsed_time), [](const row& r) { return r.boot; }},
    {counter(44, 45, 1, 400, type::rawcount), [](const row& r) { return r.queue_length; }},
    {counter(248, 249, 1, 400, type::rawcount), [](const row& r) { return r.processes; }},
    {counter(250, 251, 1, 400, type::rawcount), [](const row& r) { return r.threads; }},
};

// "0.09 0.08 0.02 1/90 6834": 90 tasks exist.
reading tasks_of(std::string_view loadavg) {
  field_cursor fields(loadavg);
  fields.skip(3);
  const auto ratio = fields.next();
  const auto slash = ratio.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  return field_cursor::parse<std::uint64_t>(ratio.substr(slash + 1));
}

}  // namespace

void write_system(sampling& machine, block_builder& block) {
  const auto& cpus = machine.cpus();
  const std::uint64_t online = cpus.cpus.size();
  system_row values;
  values.boot = static_cast<std::uint64_t>(machine.clock().boot);
  values.context_switches = cpus.context_switches;
  // Every processor runs one of the runnable tasks; the others queue.
  if (cpus.runnable && online > 0)
    values.queue_length = *cpus.runnable > online ? *cpus.runnable - online : 0;
  // Windows counts Idle and its threads, and so does our Process object.
  if (const auto count = machine.process_count()) values.processes = *count + 1;
  if (const auto tasks = tasks_of(machine.text_of("loadavg")); tasks && online > 0)
    values.threads = *tasks + online;
  add_single<system_row>(
      block,
      {.title_index = 2, .help_index = 3, .default_title = 44, .has_instances = false, .own_clock = true},
      machine.clock(), columns, values);
}

}  // namespace perfdata::procfs
