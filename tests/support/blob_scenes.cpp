#include <tests/support/blob_scenes.hpp>
#include <tests/support/damage.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/wire/overlay.hpp>

namespace perfdata::test {
namespace {

using ct = counter_type;

block_header header(std::string name = "PERFHOST") {
  return {.system_name = std::move(name),
          .perf_time = 31'371'212'493,
          .perf_freq = 10'000'000,
          .perf_time_100ns = 134'396'000'003'072'000};
}

byte_buffer nothing_but_a_header() {
  return block_builder(header("A")).finish();
}

void add_system(block_builder& block) {
  auto system = block.add_object({.title_index = 2,
                                  .help_index = 3,
                                  .default_counter = 1,
                                  .has_instances = false,
                                  .perf_time = 134'396'000'003'072'000,
                                  .perf_freq = 10'000'000});
  const auto reads = system.add_counter({.title_index = 10, .help_index = 11, .type = ct::counter});
  const auto up = system.add_counter({.title_index = 674, .help_index = 675, .type = ct::elapsed_time});
  auto row = system.only_instance();
  row.set(reads, 4'294'967'295);
  row.set(up, 134'395'000'000'000'000);
}

byte_buffer one_object_without_instances() {
  block_builder block(header());
  add_system(block);
  return block.finish();
}

void add_processors(block_builder& block) {
  auto object = block.add_object({.title_index = 238, .help_index = 239});
  const auto busy = object.add_counter(
      {.title_index = 6, .help_index = 7, .type = ct::timer_100ns_inv, .default_scale = -1});
  const auto interrupts = object.add_counter({.title_index = 148, .help_index = 149, .type = ct::counter});
  for (const char* name : {"0", "1", "_Total"}) {
    auto row = object.add_instance(name);
    row.set(busy, 0x1122334455667788);
    row.set(interrupts, 77 + object.instance_count());
  }
}

byte_buffer instances_with_names() {
  block_builder block(header());
  add_processors(block);
  return block.finish();
}

byte_buffer empty_objects_between_others() {
  block_builder block(header());
  (void)block.add_object({.title_index = 1000, .help_index = 1001});
  add_system(block);
  auto printers = block.add_object({.title_index = 1450, .help_index = 1451});
  (void)printers.add_counter({.title_index = 1452, .help_index = 1453});
  add_processors(block);
  (void)block.add_object({.title_index = 1002, .has_instances = false});
  return block.finish();
}

byte_buffer parents_duplicates_and_other_alphabets() {
  block_builder block(header("BÜRO-7"));
  auto process = block.add_object({.title_index = 230, .help_index = 231});
  const auto id = process.add_counter({.title_index = 784, .help_index = 785});
  std::uint32_t pid = 4;
  for (const char* name : {"svchost", "Überwachung", "svchost", "日本語", "😀", ""}) {
    process.add_instance(name, {.unique_id = name[0] == '\0' ? 4711 : wire::no_unique_id}).set(id, pid);
    pid += 4;
  }
  auto thread = block.add_object({.title_index = 232, .help_index = 233});
  const auto state = thread.add_counter({.title_index = 46, .help_index = 47});
  for (std::uint32_t i = 0; i < 6; ++i)
    thread
        .add_instance(i % 2 == 0 ? "0" : "1",
                      {.parent_object_title_index = 230, .parent_object_instance = i / 2})
        .set(state, i);
  return block.finish();
}

byte_buffer bases_and_multipliers() {
  block_builder block(header());
  auto object = block.add_object({.title_index = 236, .help_index = 237});
  const auto free_space =
      object.add_counter({.title_index = 408, .help_index = 409, .type = ct::raw_fraction});
  const auto size = object.add_counter({.title_index = 408, .type = ct::raw_base});
  const auto idle = object.add_counter({.title_index = 1482, .type = ct::precision_100ns_timer});
  const auto stamp = object.add_counter({.title_index = 1482, .type = ct::large_raw_base});
  const auto wait = object.add_counter({.title_index = 206, .type = ct::average_timer});
  const auto waits = object.add_counter({.title_index = 206, .type = ct::average_base});
  const auto written = object.add_counter({.title_index = 202, .type = ct::precision_100ns_timer});
  (void)object.add_counter({.title_index = 202,
                            .type = ct::large_raw_base,
                            .share_offset_with = static_cast<std::int32_t>(stamp)});
  const auto multi = object.add_counter({.title_index = 1700, .type = ct::multi_timer_100ns});
  for (const char* name : {"C:", "_Total"}) {
    auto row = object.add_instance(name);
    row.set(free_space, 54'488);
    row.set(size, 72'469);
    row.set(idle, 13'238'814'000);
    row.set(stamp, 134'396'000'003'072'111);
    row.set(wait, 129'203'443'492'420);
    row.set(waits, 17);
    row.set(written, 99);
    row.set(multi, 8'000'000);
    row.set_multiplier(multi, 2);
  }
  return block.finish();
}

byte_buffer values_of_every_width() {
  block_builder block(header("AB"));
  auto object = block.add_object({.title_index = 510, .help_index = 511});
  const auto one = object.add_counter({.title_index = 4000, .size = 1});
  const auto two = object.add_counter({.title_index = 4002, .size = 2});
  (void)object.add_counter({.title_index = 4004, .type = ct::nodata});
  const auto text = object.add_counter({.title_index = 2512, .type = ct::text, .size = 14});
  const auto wide = object.add_counter({.title_index = 4006, .type = ct::rawcount, .size = 8});
  (void)object.add_counter({.title_index = 4008, .type = static_cast<ct>(0x87654321), .size = 3});
  auto row = object.add_instance("eth0");
  row.set(one, 0xFE);
  row.set(two, 0xFEDC);
  row.set(text, 0x0065006E006F);
  row.set(wide, 0xFEDCBA9876543210);
  return block.finish();
}

// Where a field stands in the first record of its kind, or in the last one.
enum class which : bool { first, last };
std::size_t offset_of(byte_view bytes, record_kind record, std::string_view name, which wanted) {
  std::size_t offset = 0;
  for (const auto& field : steering_fields(bytes)) {
    if (field.record != record || field.name != name) continue;
    offset = field.offset;
    if (wanted == which::first) break;
  }
  return offset;
}

void add_to(byte_buffer& bytes, std::size_t offset, std::uint32_t amount) {
  set_u32(bytes, offset, wire::overlay<wire::u32>(byte_view(bytes).subspan(offset)).value() + amount);
}

byte_buffer metadata_beside_values() {
  block_builder block(header());
  add_processors(block);
  auto asked = block.add_object({.title_index = 234});
  (void)asked.add_counter({.title_index = 198});
  auto bytes = block.finish();
  const auto count = offset_of(bytes, record_kind::object_type, "NumInstances", which::last);
  set_u32(bytes, count, static_cast<std::uint32_t>(wire::metadata_multiple_instances));
  return bytes;
}

byte_buffer lengths_without_the_header() {
  auto bytes = empty_objects_between_others();
  const auto& block = wire::overlay<wire::perf_data_block>(byte_view(bytes));
  const auto total = block.total_byte_length.value() - block.header_length.value();
  set_u32(bytes, offset_of(bytes, record_kind::data_block, "TotalByteLength", which::first), total);
  return bytes;
}

byte_buffer short_last_counter_block() {
  auto bytes = instances_with_names();
  set_u32(bytes, offset_of(bytes, record_kind::counter_block, "ByteLength", which::last), 8);
  return bytes;
}

byte_buffer larger_records() {
  using enum record_kind;
  auto bytes = instances_with_names();
  const auto grow = [&bytes](record_kind record, std::string_view length, std::size_t size) {
    const auto field = offset_of(bytes, record, length, which::first);
    const auto start = record == object_type ? field - 8 : field;
    add_to(bytes, field, 8);
    add_to(bytes, offset_of(bytes, data_block, "TotalByteLength", which::first), 8);
    const auto object = offset_of(bytes, object_type, "TotalByteLength", which::first);
    add_to(bytes, object, 8);
    add_to(bytes, object + 4, 8);
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(start + size), 8, std::byte{0xEE});
  };
  grow(object_type, "HeaderLength", sizeof(wire::perf_object_type));
  grow(counter_definition, "ByteLength", sizeof(wire::perf_counter_definition));
  return bytes;
}

// More than a tile of them, and the last one of another length.
byte_buffer many_instances_alike() {
  block_builder block(header());
  auto object = block.add_object({.title_index = 232, .help_index = 233});
  const auto state = object.add_counter({.title_index = 46, .help_index = 47, .type = ct::rawcount});
  for (std::uint32_t i = 0; i < 66; ++i) {
    auto row = object.add_instance(i == 65 ? "a name that is longer" : std::to_string(i % 10));
    row.set(state, i);
  }
  return block.finish();
}

byte_buffer slack_behind_the_block() {
  auto bytes = instances_with_names();
  bytes.resize(bytes.size() + 37, std::byte{0xAB});
  return bytes;
}

}  // namespace

std::vector<blob_scene> sound_scenes() {
  return {{"nothing but a header", nothing_but_a_header()},
          {"one object without instances", one_object_without_instances()},
          {"instances with names", instances_with_names()},
          {"empty objects between others", empty_objects_between_others()},
          {"parents, duplicates and other alphabets", parents_duplicates_and_other_alphabets()},
          {"bases and multipliers", bases_and_multipliers()},
          {"values of every width", values_of_every_width()},
          {"metadata beside values", metadata_beside_values()},
          {"many instances alike", many_instances_alike()}};
}

std::vector<blob_scene> odd_scenes() {
  return {{"lengths without the header", lengths_without_the_header()},
          {"short last counter block", short_last_counter_block()},
          {"larger records", larger_records()},
          {"slack behind the block", slack_behind_the_block()}};
}

}  // namespace perfdata::test
