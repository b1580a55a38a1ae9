// 4. Handle errors: bytes that cannot be read at all are an error, bytes that are damaged in places are a
// block with defects, and a path that cannot be meant says how a right one looks.
//
//    04_handle_errors FILE
#include <fmt/format.h>

#include <perfdata/perfdata.hpp>
#include <perfdata/recording/whole_file.hpp>

namespace {

void show(const perfdata::error& failed) {
  fmt::print("error: {}\n", failed.message);
  if (failed.position) fmt::print("  at byte {}\n", failed.position->offset);
  if (!failed.advice.empty()) fmt::print("  try: {}\n", failed.advice);
}

void read(const char* what, perfdata::byte_view bytes) {
  fmt::print("-- {}\n", what);
  const auto block = perfdata::data_block::parse(bytes);
  if (!block) return show(block.error());
  int objects = 0;
  int instances = 0;
  for (const auto object : block->objects()) {  // only what is sound: nothing in here can fail
    ++objects;
    instances += static_cast<int>(object.instances().size());
  }
  fmt::print("{} objects with {} instances, {} defects\n", objects, instances, block->defects().size());
  for (const auto& defect : block->defects())
    fmt::print("  {}: {}\n", to_string(defect.code), defect.message());
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    fmt::print(stderr, "usage: 04_handle_errors FILE\n");
    return 2;
  }
  const auto file = perfdata::read_whole_file(arguments[1]);
  if (!file) {
    show(file.error());
    return 1;
  }
  const perfdata::byte_view good(*file);
  read("whole", good);
  const auto block = perfdata::data_block::parse(good);
  if (!block) return 1;
  read("cut in the middle", good.first(good.size() / 2));
  read("cut in the header", good.first(40));  // a block has 88 bytes at least

  auto damaged = *file;
  for (const auto object : block->objects()) {
    damaged[object.offset() + 4] = std::byte{0xFF};  // DefinitionLength now reaches behind the object
    damaged[object.offset() + 5] = std::byte{0xFF};
    break;
  }
  read("an object whose lengths contradict each other", damaged);

  damaged[0] = std::byte{'?'};
  read("something else", damaged);

  fmt::print("-- a path\n");
  if (const auto path = perfdata::counter_path::parse(R"(\Processor(_Total)"); !path) show(path.error());
}
