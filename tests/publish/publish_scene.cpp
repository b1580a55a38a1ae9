#include <fmt/format.h>
#include <tests/publish/publish_scene.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/collect/instance_names.hpp>

namespace perfdata::test {
namespace {

constexpr std::uint32_t plant = 40;     // no instances
constexpr std::uint32_t workers = 238;  // behind its counters in the order of indexes
constexpr std::uint32_t tools = 30;     // children of the workers

constexpr std::int64_t ticks_a_second = 10'000'000;

void add_plant(block_builder& block, std::uint32_t second) {
  auto object = block.add_object({.title_index = plant, .help_index = plant + 1, .has_instances = false});
  const auto level = object.add_counter({.title_index = 4, .help_index = 5, .type = counter_type::rawcount});
  const auto idle = object.add_counter({.title_index = 6, .type = counter_type::large_rawcount});
  const auto made = object.add_counter({.title_index = 8, .type = counter_type::bulk_count});
  const auto up = object.add_counter({.title_index = 10, .type = counter_type::elapsed_time});
  object.add_counter({.title_index = 12, .type = counter_type::text, .size = 16});
  const auto most = object.add_counter({.title_index = 14, .type = counter_type::large_rawcount});
  auto row = object.only_instance();
  row.set(level, 17 + second);
  row.set(idle, 0);
  row.set(made, 123'456'789'012 + 1000 * second);
  row.set(up, 2 * static_cast<std::uint64_t>(ticks_a_second));
  row.set(most, (std::uint64_t{1} << 53U) - 1);
}

void add_workers(block_builder& block, std::uint32_t second) {
  auto object = block.add_object({.title_index = workers, .help_index = workers + 1});
  const auto busy = object.add_counter({.title_index = 16, .type = counter_type::timer_100ns});
  const auto full = object.add_counter({.title_index = 18, .type = counter_type::raw_fraction});
  const auto room = object.add_counter({.title_index = 18, .type = counter_type::raw_base});
  const auto queue = object.add_counter({.title_index = 20, .type = counter_type::multi_timer});
  const auto queue_base = object.add_counter({.title_index = 20, .type = counter_type::multi_base});
  std::uint64_t number = 0;
  for (const char* name : {"Jo", "Zoë/1", "Jo", "_Total"}) {
    auto row = object.add_instance(name);
    row.set(busy, 0x8000'0000'0000'0001 + 1'000'000 * second + number);
    row.set(full, number);
    row.set(room, 4);
    row.set(queue, 5);
    row.set(queue_base, 1);
    ++number;
  }
}

void add_tools(block_builder& block) {
  auto object = block.add_object({.title_index = tools, .help_index = tools + 1});
  const auto uses = object.add_counter({.title_index = 8, .type = counter_type::counter});
  for (std::uint32_t parent = 0; parent < 2; ++parent)
    object.add_instance("saw", {.parent_object_title_index = workers, .parent_object_instance = parent})
        .set(uses, 0xFFFF'FFFF - parent);
}

byte_buffer build(std::uint32_t second) {
  block_builder block({.system_name = "PLANT",
                       .perf_time = 100 * ticks_a_second + second * ticks_a_second,
                       .perf_freq = ticks_a_second,
                       .perf_time_100ns = 5'000'000'000 + second * ticks_a_second});
  add_workers(block, second);
  add_plant(block, second);
  add_tools(block);
  return block.finish();
}

title_table table(std::initializer_list<std::pair<std::uint32_t, std::string>> rows) {
  title_table_builder builder;
  for (const auto& [index, text] : rows) builder.add(index, text);
  const auto bytes = builder.finish();
  return *title_table::parse(bytes);
}

}  // namespace

publish_scene::publish_scene(std::uint32_t second)
    : bytes(build(second)),
      block(*data_block::parse(bytes)),
      titles(table({{4, "Level"},
                    {6, "Idle"},
                    {8, "Made/sec"},
                    {10, "Up Time"},
                    {12, "Motto"},
                    {14, "Most"},
                    {16, "% Busy"},
                    {18, "% Full"},
                    {20, "Queue"},
                    {30, "Tools"},
                    {40, "Plant"},
                    {238, "Workers"}})),
      helps(
          table({{5, std::string(300, 'h')}, {41, "What is made here – and how."}, {239, "Who makes it."}})) {
}

readings read_all(const data_block& block, const title_table& titles) {
  readings all;
  instance_namer namer(block);
  for (const auto object : block.objects()) {
    const auto names = namer.names_of(object);
    std::size_t i = 0;
    for (const auto instance : object.instances()) {
      const std::string name = object.has_instances() ? "(" + names[i++].display() + ")" : "";
      for (const auto counter : object.counters())
        all.emplace(fmt::format("{}{}\\{}|{:08x}", titles.find(object.title_index()), name,
                                titles.find(counter.title_index()), code(counter.type())),
                    instance.value(counter).value_or(0));
    }
  }
  return all;
}

readings expected_readings(const publish_scene& scene) {
  readings all = read_all(scene.block, scene.titles);
  std::erase_if(all, [](const auto& one) {
    return one.first.find("\\Queue|") != std::string::npos || one.first.find("\\Motto|") != std::string::npos;
  });
  all.erase(fmt::format("Plant\\Up Time|{:08x}", code(counter_type::elapsed_time)));
  all.emplace(fmt::format("Plant\\Up Time|{:08x}", code(counter_type::large_rawcount)),
              static_cast<std::uint64_t>(scene.block.perf_time() / ticks_a_second) - 2);
  return all;
}

}  // namespace perfdata::test
