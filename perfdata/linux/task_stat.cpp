#include <perfdata/linux/field_cursor.hpp>
#include <perfdata/linux/kernel_units.hpp>
#include <perfdata/linux/task_stat.hpp>

namespace perfdata::procfs {
namespace {

// Reads a fixed sequence of numbers and remembers whether one was missing.
class strict_fields {
 public:
  explicit strict_fields(std::string_view text) noexcept : fields_(text) {}

  std::uint64_t number() noexcept { return take(fields_.number()); }
  std::int64_t signed_number() noexcept { return take(fields_.signed_number()); }
  std::string_view word() noexcept { return fields_.next(); }
  void skip(std::size_t count) noexcept { fields_.skip(count); }
  [[nodiscard]] bool complete() const noexcept { return complete_; }

 private:
  template <class Number>
  Number take(std::optional<Number> value) noexcept {
    complete_ = complete_ && value.has_value();
    return value.value_or(0);
  }

  field_cursor fields_;
  bool complete_ = true;
};

}  // namespace

std::optional<task_stat> parse_task_stat(std::string_view stat) noexcept {
  const auto open = stat.find('(');
  const auto close = stat.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  task_stat task;
  task.name = stat.substr(open + 1, close - open - 1);
  // Numbers are the fields' positions in proc(5).
  strict_fields fields(stat.substr(close + 1));
  const auto state = fields.word();  // 3
  task.state = state.size() == 1 ? state.front() : '?';
  task.parent = static_cast<std::uint32_t>(fields.signed_number());  // 4
  fields.skip(5);
  task.faults = fields.number();  // 10 minor
  fields.skip(1);
  task.faults += fields.number();  // 12 major
  fields.skip(1);
  task.user_time = from_ticks(fields.number());    // 14
  task.kernel_time = from_ticks(fields.number());  // 15
  fields.skip(2);
  task.priority = fields.signed_number();  // 18
  task.nice = fields.signed_number();      // 19
  task.threads = fields.number();          // 20
  fields.skip(1);
  task.start = from_ticks(fields.number());  // 22
  fields.skip(17);
  task.rt_priority = fields.number();  // 40
  task.policy = fields.number();       // 41
  if (!fields.complete()) return std::nullopt;
  return task;
}

}  // namespace perfdata::procfs
