// 1. Walk a block: every object, instance and raw value in the bytes of HKEY_PERFORMANCE_DATA.
//
//    01_walk_a_block [FILE]      without a file: a small block, built in memory
#include <fmt/format.h>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/perfdata.hpp>
#include <perfdata/recording/whole_file.hpp>

namespace {

// A block is built like this; every length and offset in it is filled in for you.
perfdata::result<perfdata::byte_buffer> build_a_block() {
  perfdata::block_builder block({.system_name = "PERFHOST", .perf_freq = 10'000'000});
  auto processor = block.add_object({.title_index = 238});
  const auto busy =
      processor.add_counter({.title_index = 6, .type = perfdata::counter_type::timer_100ns_inv});
  for (const auto* name : {"0", "1", "_Total"}) processor.add_instance(name).set(busy, 1'000'000);
  return block.finish();
}

void show(const perfdata::data_block& block) {
  fmt::print("{}, {} bytes\n", to_utf8(block.system_name()), block.extent());
  for (const auto object : block.objects()) {
    fmt::print("object {}\n", object.title_index());
    for (const auto instance : object.instances()) {
      fmt::print("  instance \"{}\"\n", to_utf8(instance.name()));
      for (const auto counter : object.counters()) {
        fmt::print("    counter {:>5}  type {:#010x}", counter.title_index(), code(counter.type()));
        if (const auto value = instance.value(counter)) fmt::print("  raw {}", *value);
        fmt::print("{}\n", counter.is_base() ? "  (base of the counter above)" : "");
      }
    }
  }
}

}  // namespace

int main(int count, char** arguments) {
  const auto bytes = count > 1 ? perfdata::read_whole_file(arguments[1]) : build_a_block();
  if (!bytes) {
    fmt::print(stderr, "{}\n", bytes.error().message);
    return 1;
  }
  const auto block = perfdata::data_block::parse(*bytes);  // `bytes` must outlive the block and all its views
  if (!block) {
    fmt::print(stderr, "{}\n", block.error().message);
    return 1;
  }
  show(*block);
}
