// 2. Name and cook: two blocks of a machine, a second apart, become the numbers that PerfMon shows.
//
//    02_name_and_cook TITLES OLDER NEWER
#include <fmt/format.h>

#include <perfdata/perfdata.hpp>
#include <perfdata/recording/whole_file.hpp>

namespace {

// Instances come and go, so they are found again by name and not by position.
std::optional<perfdata::instance_definition> find_instance(const perfdata::object_type& object,
                                                           const std::string& name) {
  for (const auto instance : object.instances())
    if (to_utf8(instance.name()) == name) return instance;
  return std::nullopt;
}

void show(const perfdata::title_table& titles, const perfdata::data_block& older,
          const perfdata::data_block& newer) {
  for (const auto object : newer.objects()) {
    const auto object_before = older.find_object(object.title_index());
    if (!object_before) continue;
    const auto clocks = clocks_of(newer, object);
    const auto clocks_before = clocks_of(older, *object_before);
    for (const auto instance : object.instances()) {
      const auto name = to_utf8(instance.name());
      const auto before = find_instance(*object_before, name);
      for (const auto counter : object.counters()) {
        if (counter.is_base()) continue;  // it serves the counter in front of it
        const auto sample = take_sample(clocks, instance, counter);
        std::optional<perfdata::counter_sample> sample_before;
        if (before) sample_before = take_sample(clocks_before, *before, counter);
        const auto cooked = cook(sample_before ? &*sample_before : nullptr, sample);
        const auto unit = perfdata::describe_counter_type(counter.type()).unit;
        fmt::print("{}{}\\{} = ", titles.find(object.title_index()),
                   name.empty() ? "" : fmt::format("({})", name), titles.find(counter.title_index()));
        if (cooked.value)
          fmt::print("{:.3f} {}\n", *cooked.value, symbol(unit));
        else
          fmt::print("- ({})\n", to_string(cooked.status));  // never a silent 0
      }
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    fmt::print(stderr, "usage: 02_name_and_cook TITLES OLDER NEWER\n");
    return 2;
  }
  const auto title_bytes = perfdata::read_whole_file(arguments[1]);
  const auto older_bytes = perfdata::read_whole_file(arguments[2]);
  const auto newer_bytes = perfdata::read_whole_file(arguments[3]);
  if (!title_bytes || !older_bytes || !newer_bytes) return 1;
  const auto titles = perfdata::title_table::parse(*title_bytes);
  const auto older = perfdata::data_block::parse(*older_bytes);
  const auto newer = perfdata::data_block::parse(*newer_bytes);
  if (!titles || !older || !newer) return 1;  // sample 4 says what is wrong
  show(*titles, *older, *newer);
}
