// Process (230): the processes of /proc with Idle in front and `_Total` behind.
#include <perfdata/linux/columns.hpp>
#include <perfdata/linux/objects.hpp>
#include <perfdata/linux/process_rows.hpp>

namespace perfdata::procfs {
namespace {

using type = counter_type;
using row = process_row;

constexpr column<row> columns[] = {
    {counter(6, 189, 0, 100, type::timer_100ns),
     [](const row& r) -> reading { return r.user_time + r.kernel_time; }},
    {counter(142, 157, 0, 200, type::timer_100ns), [](const row& r) -> reading { return r.user_time; }},
    {counter(144, 159, 0, 200, type::timer_100ns), [](const row& r) -> reading { return r.kernel_time; }},
    {counter(172, 173, -6, 300, type::large_rawcount), [](const row& r) { return r.virtual_peak; }},
    {counter(174, 175, -6, 300, type::large_rawcount), [](const row& r) { return r.virtual_size; }},
    {counter(28, 177, -1, 100, type::counter), [](const row& r) -> reading { return r.faults; }},
    {counter(178, 179, -5, 200, type::large_rawcount), [](const row& r) { return r.resident_peak; }},
    {counter(180, 181, -5, 100, type::large_rawcount), [](const row& r) { return r.resident; }},
    {counter(186, 187, -5, 200, type::large_rawcount), [](const row& r) { return r.committed; }},
    {counter(680, 681, 0, 200, type::rawcount), [](const row& r) -> reading { return r.threads; }},
    {counter(682, 683, 0, 200, type::rawcount), [](const row& r) -> reading { return r.base_priority; },
     total_rule::zero},
    {counter(684, 685, -4, 200, type::elapsed_time), [](const row& r) -> reading { return r.start; },
     total_rule::object_time},
    {counter(784, 785, -1, 100, type::rawcount), [](const row& r) -> reading { return r.id; },
     total_rule::zero},
    {counter(1410, 1411, -1, 100, type::rawcount), [](const row& r) -> reading { return r.parent; },
     total_rule::zero},
    {counter(952, 953, 0, 200, type::rawcount), [](const row& r) { return r.handles; }},
    {counter(1412, 1413, 0, 200, type::bulk_count), [](const row& r) { return r.read_calls; }},
    {counter(1414, 1415, 0, 200, type::bulk_count), [](const row& r) { return r.write_calls; }},
    {counter(1416, 1417, 0, 200, type::bulk_count),
     [](const row& r) { return sum_of(r.read_calls, r.write_calls); }},
    {counter(1420, 1421, 0, 200, type::bulk_count), [](const row& r) { return r.read_bytes; }},
    {counter(1422, 1423, 0, 200, type::bulk_count), [](const row& r) { return r.written_bytes; }},
    {counter(1424, 1425, 0, 200, type::bulk_count),
     [](const row& r) { return sum_of(r.read_bytes, r.written_bytes); }},
    {counter(1478, 1479, -5, 100, type::large_rawcount), [](const row& r) { return r.resident_private; }},
};

}  // namespace

void write_process(sampling& machine, block_builder& block) {
  const auto& cpus = machine.cpus();
  const auto rows = make_process_rows(machine.processes().processes(), cpus.cpus, machine.clock().boot);
  object_table<process_row> table({columns}, rows);
  auto object = table.add_to(
      block, {.title_index = 230, .help_index = 231, .default_title = 6, .own_clock = true}, machine.clock());
  for (const auto& process : rows) table.fill(object.add_instance(process.name), process);
  table.fill_total(object.add_instance("_Total"));
}

}  // namespace perfdata::procfs
