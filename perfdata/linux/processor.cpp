// Processor (238): /proc/stat, /proc/interrupts and /proc/softirqs.
#include <perfdata/linux/columns.hpp>
#include <perfdata/linux/objects.hpp>

namespace perfdata::procfs {
namespace {

using type = counter_type;
using row = cpu_times;
constexpr auto average = total_rule::average;

constexpr column<row> columns[] = {
    {counter(6, 7, 0, 100, type::timer_100ns_inv), [](const row& r) -> reading { return r.idle; }, average},
    {counter(142, 143, 0, 200, type::timer_100ns), [](const row& r) -> reading { return r.user; }, average},
    {counter(144, 145, 0, 200, type::timer_100ns), [](const row& r) -> reading { return r.kernel; }, average},
    {counter(148, 149, -2, 100, type::counter), [](const row& r) { return r.interrupts; }},
    {counter(696, 339, 0, 200, type::timer_100ns), [](const row& r) -> reading { return r.soft_irq; },
     average},
    {counter(698, 397, 0, 200, type::timer_100ns), [](const row& r) -> reading { return r.hard_irq; },
     average},
    {counter(1334, 1335, 0, 200, type::counter), [](const row& r) { return r.soft_irqs; }},
    {counter(1746, 1747, 0, 400, type::timer_100ns), [](const row& r) -> reading { return r.idle; }, average},
};

}  // namespace

void write_processor(sampling& machine, block_builder& block) {
  auto cpus = machine.cpus().cpus;
  if (cpus.empty()) return;
  add_up_columns(machine.text_of("interrupts"), cpus, &cpu_times::interrupts);
  add_up_columns(machine.text_of("softirqs"), cpus, &cpu_times::soft_irqs);
  object_table<cpu_times> table({columns}, cpus);
  auto object =
      table.add_to(block, {.title_index = 238, .help_index = 239, .default_title = 6}, machine.clock());
  for (const auto& cpu : cpus) table.fill(object.add_instance(std::to_string(cpu.number)), cpu);
  table.fill_total(object.add_instance("_Total"));
}

}  // namespace perfdata::procfs
