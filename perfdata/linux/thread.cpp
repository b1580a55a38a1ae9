// Thread (232): the threads of /proc/PID/task. Each points to its process among the instances of Process in
// the same block, which write_process has put there in the same order.
#include <array>
#include <charconv>

#include <perfdata/linux/columns.hpp>
#include <perfdata/linux/objects.hpp>
#include <perfdata/linux/process_rows.hpp>

namespace perfdata::procfs {
namespace {

using type = counter_type;
using row = thread_row;

constexpr column<row> columns[] = {
    {counter(6, 191, 0, 100, type::timer_100ns),
     [](const row& r) -> reading { return r.user_time + r.kernel_time; }},
    {counter(142, 193, 0, 200, type::timer_100ns), [](const row& r) -> reading { return r.user_time; }},
    {counter(144, 195, 0, 200, type::timer_100ns), [](const row& r) -> reading { return r.kernel_time; }},
    {counter(146, 197, -2, 200, type::counter), [](const row& r) { return r.switches; }},
    {counter(684, 699, -4, 200, type::elapsed_time), [](const row& r) -> reading { return r.start; },
     total_rule::object_time},
    {counter(694, 695, 0, 200, type::rawcount), [](const row& r) -> reading { return r.current_priority; },
     total_rule::zero},
    {counter(682, 697, 0, 200, type::rawcount), [](const row& r) -> reading { return r.base_priority; },
     total_rule::zero},
    {counter(46, 47, 0, 400, type::rawcount), [](const row& r) -> reading { return r.state; },
     total_rule::zero},
    {counter(784, 785, -1, 100, type::rawcount), [](const row& r) -> reading { return r.process_id; },
     total_rule::zero},
    {counter(804, 805, -1, 100, type::rawcount), [](const row& r) -> reading { return r.id; },
     total_rule::zero},
};

class decimal {
 public:
  explicit decimal(std::uint32_t value) noexcept
      : end_(std::to_chars(text_.data(), text_.data() + text_.size(), value).ptr) {}
  [[nodiscard]] std::string_view text() const noexcept { return {text_.data(), end_}; }

 private:
  std::array<char, 12> text_{};
  const char* end_;
};

}  // namespace

void write_thread(sampling& machine, block_builder& block) {
  const auto& processes = machine.processes();
  const auto rows = make_thread_rows(processes, machine.cpus().cpus, machine.clock().boot);
  object_table<thread_row> table({columns}, rows);
  auto object = table.add_to(
      block, {.title_index = 232, .help_index = 233, .default_title = 6, .own_clock = true}, machine.clock());
  constexpr std::uint32_t process_title = 230;
  for (const auto& thread : rows)
    table.fill(object.add_instance(decimal(thread.number).text(), {.parent_object_title_index = process_title,
                                                                   .parent_object_instance = thread.process}),
               thread);
  const auto process_total = static_cast<std::uint32_t>(processes.processes().size() + 1);  // behind Idle too
  table.fill_total(object.add_instance(
      "_Total", {.parent_object_title_index = process_title, .parent_object_instance = process_total}));
}

}  // namespace perfdata::procfs
