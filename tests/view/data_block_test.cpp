#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

const block_header header{
    .system_name = {}, .perf_time = 1000, .perf_freq = 100, .perf_time_100ns = 131291624803022616};

// Processor with two CPUs, System without instances, LogicalDisk with none at the moment.
byte_buffer three_objects() {
  block_builder builder(
      {.system_name = "PERFHOST", .perf_time = 5, .perf_freq = 7, .perf_time_100ns = 131291624803022616});
  auto processor = builder.add_object({.title_index = 238, .help_index = 239});
  const auto idle =
      processor.add_counter({.title_index = 6, .help_index = 7, .type = counter_type::timer_100ns_inv});
  const auto interrupts =
      processor.add_counter({.title_index = 148, .type = counter_type::counter, .default_scale = -2});
  for (const std::uint64_t cpu : {0U, 1U}) {
    auto row = processor.add_instance(cpu == 0 ? "0" : "1");
    row.set(idle, 1'000'000 + cpu);
    row.set(interrupts, 50 + cpu);
  }
  auto system =
      builder.add_object({.title_index = 2, .has_instances = false, .perf_time = 11, .perf_freq = 13});
  const auto threads = system.add_counter({.title_index = 250, .type = counter_type::rawcount});
  system.only_instance().set(threads, 674);
  auto disk = builder.add_object({.title_index = 236});
  (void)disk.add_counter({.title_index = 410, .type = counter_type::rawcount});
  return builder.finish();
}

void set_u32(byte_buffer& bytes, std::size_t offset, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[offset + i] = static_cast<std::byte>(value >> (8 * i));
}

std::vector<std::uint32_t> titles(const data_block& block) {
  std::vector<std::uint32_t> out;
  for (const auto object : block.objects()) out.push_back(object.title_index());
  return out;
}

std::vector<std::string> defect_names(const data_block& block) {
  std::vector<std::string> out;
  for (const auto& d : block.defects()) out.emplace_back(to_string(d.code));
  return out;
}

data_block must_parse(const byte_buffer& bytes) {
  auto block = data_block::parse(bytes);
  EXPECT_TRUE(block) << (block ? "" : block.error().message);
  return std::move(*block);
}

TEST(DataBlock, EveryFieldComesBackAsItWasWritten) {
  const auto bytes = three_objects();
  const auto block = must_parse(bytes);
  EXPECT_EQ(to_utf8(block.system_name()), "PERFHOST");
  EXPECT_EQ(block.version(), 1U);
  EXPECT_EQ(block.total_byte_length(), bytes.size());
  EXPECT_EQ(block.perf_time(), 5);
  EXPECT_EQ(block.perf_freq(), 7);
  EXPECT_EQ(block.perf_time_100ns(), 131291624803022616);
  EXPECT_EQ(block.default_object(), 238);
  EXPECT_EQ(block.extent(), bytes.size());
  EXPECT_THAT(titles(block), ElementsAre(238, 2, 236));
  EXPECT_THAT(block.defects(), IsEmpty());

  const auto processor = *block.find_object(238);
  EXPECT_EQ(processor.help_index(), 239U);
  EXPECT_TRUE(processor.has_instances());
  EXPECT_EQ(processor.counters().size(), 2U);
  const auto interrupts = *processor.find_counter(148);
  EXPECT_EQ(interrupts.default_scale(), -2);
  EXPECT_EQ(interrupts.type(), counter_type::counter);
  EXPECT_EQ(interrupts.size(), 4U);
  std::vector<std::string> names;
  std::vector<std::uint64_t> values;
  for (const auto instance : processor.instances()) {
    names.push_back(to_utf8(instance.name()));
    for (const auto counter : processor.counters()) values.push_back(instance.value(counter).value());
  }
  EXPECT_THAT(names, ElementsAre("0", "1"));
  EXPECT_THAT(values, ElementsAre(1'000'000, 50, 1'000'001, 51));
}

TEST(DataBlock, ObjectWithoutInstancesHasOneNamelessInstance) {
  const auto bytes = three_objects();
  const auto block = must_parse(bytes);
  const auto system = *block.find_object(2);
  EXPECT_FALSE(system.has_instances());
  EXPECT_EQ(system.perf_time(), 11);
  ASSERT_EQ(system.instances().size(), 1U);
  const auto only = *system.instances().begin();
  EXPECT_FALSE(only.has_definition());
  EXPECT_TRUE(only.name().empty());
  EXPECT_EQ(only.value(*system.find_counter(250)), 674U);
}

TEST(DataBlock, MultiInstanceObjectWithNoneNowHasNoCounterBlock) {
  const auto bytes = three_objects();
  const auto disk = *must_parse(bytes).find_object(236);
  EXPECT_TRUE(disk.has_instances());
  EXPECT_TRUE(disk.instances().empty());
}

TEST(DataBlock, MetadataObjectsTellTheirCountersAndHoldNoValues) {
  auto bytes = three_objects();
  const auto offset = must_parse(bytes).find_object(236)->offset();
  for (const std::int32_t metadata : {wire::metadata_multiple_instances, wire::metadata_no_instances}) {
    set_u32(bytes, offset + 40, static_cast<std::uint32_t>(metadata));
    const auto block = must_parse(bytes);
    const auto disk = *block.find_object(236);
    EXPECT_TRUE(disk.is_metadata_only());
    EXPECT_EQ(disk.has_instances(), metadata == wire::metadata_multiple_instances);
    EXPECT_EQ(disk.counters().size(), 1U);
    EXPECT_TRUE(disk.instances().empty());
    EXPECT_THAT(block.defects(), IsEmpty());
  }
}

TEST(DataBlock, BasesAreFoundByPositionNotByName) {
  block_builder builder(header);
  auto object = builder.add_object({.title_index = 4, .has_instances = false});
  const auto n = object.add_counter({.title_index = 1406, .type = counter_type::raw_fraction});
  const auto b = object.add_counter({.title_index = 1406, .type = counter_type::raw_base});
  (void)object.add_counter({.title_index = 1408, .type = counter_type::raw_fraction});
  auto only = object.only_instance();
  only.set(n, 25);
  only.set(b, 100);
  const auto bytes = builder.finish();
  const auto memory = *must_parse(bytes).find_object(4);
  const auto fraction = *memory.find_counter(1406);
  EXPECT_FALSE(fraction.is_base());
  ASSERT_TRUE(fraction.base());
  EXPECT_EQ(fraction.base()->position(), 1U);
  EXPECT_EQ((*memory.instances().begin()).value(*fraction.base()), 100U);
  EXPECT_FALSE(fraction.base()->base());
  EXPECT_FALSE(memory.find_counter(1408)->base());  // last of all: nothing follows
}

TEST(DataBlock, PrecisionTypesAreNotBases) {
  EXPECT_FALSE(is_base(counter_type::precision_100ns_timer));
  EXPECT_FALSE(is_base(counter_type::precision_system_timer));
  EXPECT_TRUE(is_base(counter_type::large_raw_base));
  EXPECT_TRUE(is_base(counter_type::multi_base));
}

TEST(DataBlock, MultiCounterCarriesItsMultiplierBehindTheValue) {
  block_builder builder(header);
  auto object = builder.add_object({.title_index = 9, .has_instances = false});
  const auto multi = object.add_counter({.title_index = 10, .type = counter_type::multi_timer_100ns});
  const auto plain = object.add_counter({.title_index = 12, .type = counter_type::rawcount});
  auto only = object.only_instance();
  only.set(multi, 5);
  only.set_multiplier(multi, 4);
  only.set(plain, 99);
  const auto bytes = builder.finish();
  const auto nine = *must_parse(bytes).find_object(9);
  const auto instance = *nine.instances().begin();
  EXPECT_EQ(instance.multiplier(*nine.find_counter(10)), 4U);
  EXPECT_EQ(instance.multiplier(*nine.find_counter(12)), std::nullopt);
}

TEST(DataBlock, BytesBehindTheLastObjectAreNotPartOfIt) {
  auto bytes = three_objects();
  const auto length = bytes.size();
  bytes.resize(length + 5000);
  const auto block = must_parse(bytes);
  EXPECT_EQ(block.extent(), length);
  EXPECT_THAT(block.defects(), IsEmpty());
}

TEST(DataBlock, TotalLengthWithoutTheHeaderReadsEveryObject) {  // Samba's way
  auto bytes = three_objects();
  const auto header_length = must_parse(bytes).header_length();
  set_u32(bytes, 20, static_cast<std::uint32_t>(bytes.size()) - header_length);
  const auto block = must_parse(bytes);
  EXPECT_THAT(titles(block), ElementsAre(238, 2, 236));
  EXPECT_THAT(defect_names(block), ElementsAre("total_byte_length_excludes_header"));
}

TEST(DataBlock, MoreObjectsStatedThanDeliveredIsADefectOnly) {  // MSMQ's way
  auto bytes = three_objects();
  set_u32(bytes, 28, 5);
  bytes.resize(bytes.size() + 200);
  const auto block = must_parse(bytes);
  EXPECT_THAT(titles(block), ElementsAre(238, 2, 236));
  EXPECT_THAT(defect_names(block), ElementsAre("objects_missing"));
}

TEST(DataBlock, EmptyAnswerOfErrorMoreDataParsesAsNoObjects) {
  block_builder builder({.system_name = "NONE-B91CFA7B93"});
  auto bytes = builder.finish();
  set_u32(bytes, 20, 0);
  bytes.resize(122);
  const auto block = must_parse(bytes);
  EXPECT_THAT(titles(block), IsEmpty());
}

TEST(DataBlock, ADamagedObjectDoesNotHideItsNeighbours) {
  auto bytes = three_objects();
  const auto offset = must_parse(bytes).find_object(2)->offset();
  set_u32(bytes, offset + 4, 4096);  // DefinitionLength beyond TotalByteLength
  const auto block = must_parse(bytes);
  EXPECT_THAT(titles(block), ElementsAre(238, 236));
  ASSERT_EQ(block.defects().size(), 1U);
  EXPECT_EQ(block.defects()[0].object_index, 2U);
  EXPECT_EQ(block.defects()[0].offset, offset);
  EXPECT_THAT(block.defects()[0].message(), HasSubstr("PERF_OBJECT_TYPE at 0x"));
}

TEST(DataBlock, CutInsideTheInstancesKeepsTheWholeOnes) {
  block_builder builder(header);
  auto process = builder.add_object({.title_index = 230});
  const auto id = process.add_counter({.title_index = 784, .type = counter_type::rawcount});
  for (std::uint64_t i = 0; i < 10; ++i) process.add_instance("svchost").set(id, i);
  const auto whole = builder.finish();
  const auto one =
      (whole.size() - must_parse(whole).find_object(230)->record().definition_length.value()) / 10;
  const byte_buffer cut(whole.begin(), whole.end() - static_cast<std::ptrdiff_t>(3 * one / 2));
  const auto block = must_parse(cut);
  const auto object = *block.find_object(230);
  std::vector<std::uint64_t> ids;
  for (const auto instance : object.instances())
    ids.push_back(instance.value(*object.find_counter(784)).value());
  EXPECT_THAT(ids, ElementsAre(0, 1, 2, 3, 4, 5, 6, 7));
  EXPECT_THAT(defect_names(block), ElementsAre("block_truncated", "object_truncated", "instances_missing"));
}

TEST(DataBlock, LastCounterBlockThatIsTooShortIsReadToTheObjectsEnd) {  // Windows XP's Processor
  block_builder builder(header);
  auto object = builder.add_object({.title_index = 238});
  const auto value = object.add_counter({.title_index = 6, .type = counter_type::timer_100ns});
  object.add_instance("0").set(value, 1);
  object.add_instance("_Total").set(value, 2);
  auto bytes = builder.finish();
  set_u32(bytes, bytes.size() - 16, 8);  // the last block states 8 of its 16 bytes
  const auto block = must_parse(bytes);
  const auto processor = *block.find_object(238);
  std::vector<std::uint64_t> values;
  for (const auto instance : processor.instances())
    values.push_back(instance.value(*processor.find_counter(6)).value());
  EXPECT_THAT(values, ElementsAre(1, 2));
  EXPECT_THAT(defect_names(block), ElementsAre("counter_block_too_short"));
}

TEST(DataBlock, AnEarlierBlockThatIsTooShortGivesNoValueRatherThanItsNeighboursBytes) {
  block_builder builder(header);
  auto object = builder.add_object({.title_index = 238});
  (void)object.add_counter({.title_index = 6, .type = counter_type::rawcount});
  (void)object.add_counter({.title_index = 8, .type = counter_type::timer_100ns});
  (void)object.add_instance("0");
  (void)object.add_instance("1");
  auto bytes = builder.finish();
  const auto start = must_parse(bytes).find_object(238)->offset();
  const auto first_block = start + 64 + 80 + 32;
  set_u32(bytes, first_block + 8, 32);  // the value's bytes become the next instance's header …
  byte_buffer moved(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(first_block) + 8);
  moved.insert(moved.end(), bytes.begin() + static_cast<std::ptrdiff_t>(first_block) + 16, bytes.end());
  set_u32(moved, first_block, 8);  // … because the block states 8 bytes
  set_u32(moved, start, static_cast<std::uint32_t>(moved.size()) - start);
  set_u32(moved, 20, static_cast<std::uint32_t>(moved.size()));
  const auto block = must_parse(moved);
  const auto processor = *block.find_object(238);
  const auto first = *processor.instances().begin();
  EXPECT_TRUE(first.value(*processor.find_counter(6)));
  EXPECT_FALSE(first.value(*processor.find_counter(8)));
  EXPECT_EQ(processor.instances().size(), 2U);
}

TEST(DataBlock, MeaninglessInstanceCountIsTakenAsNone) {
  auto bytes = three_objects();
  const auto offset = must_parse(bytes).find_object(238)->offset();
  set_u32(bytes, offset + 40, static_cast<std::uint32_t>(-7));
  const auto block = must_parse(bytes);
  EXPECT_TRUE(block.find_object(238)->instances().empty());
  EXPECT_THAT(defect_names(block), ElementsAre("instance_count_invalid"));
}

TEST(DataBlock, NameOutsideItsInstanceIsEmptyAndListed) {
  auto bytes = three_objects();
  const auto object = *must_parse(bytes).find_object(238);
  const auto instance = object.offset() + object.record().definition_length.value();
  set_u32(bytes, instance + 20, 0x10000);
  const auto block = must_parse(bytes);
  EXPECT_TRUE((*block.find_object(238)->instances().begin()).name().empty());
  EXPECT_EQ(block.find_object(238)->instances().size(), 2U);
  EXPECT_THAT(defect_names(block), ElementsAre("instance_name_outside_instance"));
}

struct refused {
  const char* name;
  byte_buffer bytes;
  errc code;
  const char* message;
};

TEST(DataBlock, WhatIsNoBlockIsRefusedWithTheReason) {
  auto unsigned_block = three_objects();
  unsigned_block[0] = std::byte{'Q'};
  auto no_header = three_objects();
  set_u32(no_header, 24, 80);
  auto long_header = three_objects();
  set_u32(long_header, 24, 1U << 30U);
  const refused cases[] = {
      {"nothing", {}, errc::truncated_data, "0 bytes are fewer"},
      {"87 bytes", byte_buffer(87), errc::truncated_data, "87 bytes are fewer"},
      {"signature", unsigned_block, errc::malformed_data, "signature"},
      {"header too short", no_header, errc::malformed_data, "HeaderLength 80"},
      {"header too long", long_header, errc::malformed_data, "HeaderLength 1073741824"},
  };
  for (const auto& c : cases) {
    const auto block = data_block::parse(c.bytes);
    ASSERT_FALSE(block) << c.name;
    EXPECT_EQ(block.error().code, c.code) << c.name;
    EXPECT_THAT(block.error().message, HasSubstr(c.message)) << c.name;
    EXPECT_THAT(block.error().message, HasSubstr("PERF_DATA_BLOCK at 0x")) << c.name;
    ASSERT_TRUE(block.error().position) << c.name;
  }
}

TEST(DataBlock, StrictTurnsTheFirstDefectIntoAnError) {
  auto bytes = three_objects();
  ASSERT_TRUE(data_block::parse_strict(bytes));
  const byte_buffer cut(bytes.begin(), bytes.end() - 8);
  EXPECT_EQ(data_block::parse_strict(cut).error().code, errc::truncated_data);
  const auto offset = must_parse(bytes).find_object(238)->offset();
  set_u32(bytes, offset + 40, static_cast<std::uint32_t>(-7));
  const auto strict = data_block::parse_strict(bytes);
  ASSERT_FALSE(strict);
  EXPECT_EQ(strict.error().code, errc::malformed_data);
  EXPECT_EQ(strict.error().position->offset, offset);
  EXPECT_THAT(strict.error().message, HasSubstr("PERF_OBJECT_TYPE at 0x"));
}

TEST(DataBlock, DefectsAreCountedBeyondTheirLimit) {
  block_builder builder(header);
  auto object = builder.add_object({.title_index = 1});
  for (int i = 0; i < 1500; ++i) (void)object.add_instance("x");
  auto bytes = builder.finish();
  const auto start = must_parse(bytes).find_object(1)->offset() + 64;
  for (std::size_t i = 0; i < 1500; ++i) set_u32(bytes, start + i * 40 + 16, 4000);  // every NameOffset
  const auto block = must_parse(bytes);
  EXPECT_EQ(block.defects().size(), data_block::max_defects);
  EXPECT_EQ(block.defects_omitted(), 500U);
}

}  // namespace
