// What the library finds in blocks, as text without rounding: two machines must print the same.
//   findings [FILE…]
#include <bit>
#include <cinttypes>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <tests/support/server_scene.hpp>

#include <perfdata/perfdata.hpp>

using namespace perfdata;

namespace {

void print_text(std::string_view text) {
  std::printf(" '%.*s'", static_cast<int>(text.size()), text.data());
}

void print_block(const data_block& block) {
  utf8_names names;
  for (const auto object : block.objects()) {
    names.assign(object);
    std::printf("object %" PRIu32 ", %" PRIu32 " instances:", object.title_index(),
                object.instances().size());
    for (std::size_t i = 0; i < names.size(); ++i) print_text(names[i]);
    for (const auto& tile : object.tiles())
      for (const auto counter : object.counters())
        for (const std::uint64_t value : tile.column(counter)) std::printf(" %" PRIx64, value);
    std::putchar('\n');
  }
  for (const auto& defect : block.defects()) std::printf("%s\n", defect.message().c_str());
}

void print_cooked(const data_block& older, const data_block& newer) {
  auto before = older.objects().begin();
  for (const auto object : newer.objects()) {
    const auto object_before = *before++;
    auto instance_before = object_before.instances().begin();
    for (const auto instance : object.instances()) {
      for (const auto counter : object.counters()) {
        const auto sample_before = take_sample(clocks_of(older, object_before), *instance_before, counter);
        const auto cooked = cook(&sample_before, take_sample(clocks_of(newer, object), instance, counter));
        std::printf(" %d:%" PRIx64, static_cast<int>(cooked.status),
                    std::bit_cast<std::uint64_t>(cooked.value.value_or(0)));
      }
      ++instance_before;
    }
    std::putchar('\n');
  }
}

void print_titles(const title_table& titles) {
  for (std::size_t i = 0; i < titles.size(); ++i) {
    std::printf("%" PRIu32, titles[i].index);
    print_text(titles[i].text);
    std::putchar('\n');
  }
}

void print_file(const char* name) {
  std::ifstream in(name, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  const auto bytes = std::as_bytes(std::span(text));
  if (const auto block = data_block::parse(bytes))
    print_block(*block);
  else if (const auto titles = title_table::parse(bytes))
    print_titles(*titles);
  else
    std::printf("%s\n", block.error().message.c_str());
}

}  // namespace

int main(int count, char** files) {
  const auto older = test::build_server_block(test::server_64_kib, 0);
  const auto newer = test::build_server_block(test::server_64_kib, 1);
  const auto first = data_block::parse(byte_view(older));
  const auto second = data_block::parse(byte_view(newer));
  const auto titles = title_table::parse(test::build_server_titles(test::server_64_kib));
  if (!first || !second || !titles) return 1;
  print_block(*second);
  print_cooked(*first, *second);
  print_titles(*titles);
  for (int i = 1; i < count; ++i) print_file(files[i]);
  return 0;
}
