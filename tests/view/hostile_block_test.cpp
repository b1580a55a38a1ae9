// Every good block damaged in every way that a length, a count or a missing byte can be wrong. Run under the
// sanitizers too: the damaged bytes end where their heap block ends.
#include <algorithm>
#include <cstddef>
#include <gtest/gtest.h>
#include <random>
#include <tests/support/big_endian.hpp>
#include <tests/support/blob_scenes.hpp>
#include <tests/support/damage.hpp>
#include <tests/support/tile_comparison.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/view/data_block.hpp>
#include <perfdata/wire/records.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

bool lies_within(byte_view part, byte_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

// Touches every byte that the views hand out.
std::uint64_t sum_of(byte_view bytes) {
  std::uint64_t sum = 0;
  for (const std::byte b : bytes) sum += std::to_integer<std::uint64_t>(b);
  return sum;
}

// What a walk over everything saw, and whether it stayed inside.
struct walk {
  std::vector<std::uint32_t> object_offsets;
  std::uint64_t bytes_read = 0;
  bool inside = true;

  explicit walk(const data_block& block) {
    look_at(block.system_name().bytes(), block.bytes());
    for (const auto object : block.objects()) {
      object_offsets.push_back(object.offset());
      look_at(object.bytes(), block.bytes());
      for (const auto counter : object.counters()) look_at(counter);
      for (const auto instance : object.instances()) look_at(object, instance);
      inside = inside && tile_difference(object).empty();
    }
  }

 private:
  void look_at(byte_view part, byte_view whole) {
    inside = inside && lies_within(part, whole);
    bytes_read += sum_of(part);
  }
  void look_at(const counter_definition& counter) {
    bytes_read += counter.title_index() + counter.help_index() + code(counter.type());
    if (const auto base = counter.base()) bytes_read += base->title_index();
  }
  void look_at(const object_type& object, const instance_definition& instance) {
    look_at(instance.name_bytes(), object.bytes());
    look_at(instance.counter_block(), object.bytes());
    bytes_read += to_utf8(instance.name()).size() + instance.parent_object() + instance.parent_instance();
    for (const auto counter : object.counters()) {
      look_at(instance.value_bytes(counter), instance.counter_block());
      bytes_read += instance.value(counter).value_or(0) + instance.multiplier(counter).value_or(0);
    }
  }
};

void expect_position_inside(std::size_t offset, std::string_view record, const std::string& message,
                            byte_view bytes) {
  EXPECT_TRUE(offset < bytes.size() || (bytes.empty() && offset == 0)) << message;
  EXPECT_TRUE(message.starts_with(record)) << message;
}

// Parses damaged bytes and walks over whatever they show. The offsets of the objects that are still there;
// none for an error.
std::vector<std::uint32_t> read_damaged(byte_view bytes) {
  const auto block = data_block::parse(bytes);
  if (!block) {
    const auto& position = block.error().position;
    EXPECT_TRUE(position.has_value()) << block.error().message;
    if (position)
      expect_position_inside(position->offset, to_string(position->record), block.error().message, bytes);
    return {};
  }
  for (const auto& defect : block->defects())
    expect_position_inside(defect.offset, to_string(defect.record), defect.message(), bytes);
  EXPECT_LE(block->extent(), bytes.size());
  const walk seen(*block);
  EXPECT_TRUE(seen.inside);
  EXPECT_TRUE(std::ranges::is_sorted(seen.object_offsets));
  return seen.object_offsets;
}

std::vector<blob_scene> hostile_scenes() {
  auto scenes = sound_scenes();
  std::ranges::move(odd_scenes(), std::back_inserter(scenes));
  return scenes;
}

struct object_place {
  std::uint32_t offset;
  std::size_t end;
};

std::vector<object_place> places_of(byte_view good) {
  std::vector<object_place> places;
  const auto block = data_block::parse(good);
  for (const auto object : block->objects())
    places.push_back({object.offset(), object.offset() + object.bytes().size()});
  return places;
}

TEST(HostileBlock, CutAtEveryByteKeepsEveryObjectInFrontOfTheCut) {
  for (const auto& scene : hostile_scenes()) {
    SCOPED_TRACE(scene.name);
    const auto places = places_of(scene.bytes);
    for (std::size_t size = 0; size < scene.bytes.size(); ++size) {
      const auto bytes = cut(scene.bytes, size);
      const auto seen = read_damaged(bytes);
      for (const auto& place : places) {
        const bool kept = std::ranges::binary_search(seen, place.offset);
        EXPECT_TRUE(kept || place.end > size) << size << " of " << scene.bytes.size();
      }
      if (HasFailure()) return;
    }
  }
}

TEST(HostileBlock, CutAtEveryByteIsNoticed) {
  for (const auto& scene : sound_scenes()) {
    for (std::size_t size = 0; size < scene.bytes.size(); ++size) {
      const auto bytes = cut(scene.bytes, size);
      const auto block = data_block::parse(byte_view(bytes));
      ASSERT_TRUE(!block || !block->defects().empty()) << scene.name << " cut at " << size;
    }
  }
}

TEST(HostileBlock, ShiftedByOneByteIsNoBlock) {
  for (const auto& scene : hostile_scenes()) {
    const auto behind = shifted(scene.bytes);
    EXPECT_FALSE(data_block::parse(byte_view(behind))) << scene.name;
    EXPECT_FALSE(data_block::parse(byte_view(scene.bytes).subspan(1))) << scene.name;
    EXPECT_TRUE(read_damaged(behind).empty());
  }
}

// Whether the object at `position` must still be found when this field lies. Lies of the block's own header
// may hide everything, and an object's total length those behind it.
bool must_be_found(const steering_field& field, std::size_t position) {
  if (field.record == record_kind::data_block || position == field.object) return false;
  const bool steers_past_the_object =
      field.record == record_kind::object_type && field.name == "TotalByteLength";
  return position < field.object || !steers_past_the_object;
}

TEST(HostileBlock, EveryLengthCountAndOffsetMayLie) {
  for (const auto& scene : hostile_scenes()) {
    const auto places = places_of(scene.bytes);
    for (const auto& field : steering_fields(scene.bytes)) {
      for (const std::uint32_t value : hostile_values(field.value)) {
        SCOPED_TRACE(scene.name + ": " + field.label() + " = " + std::to_string(value));
        auto bytes = cut(scene.bytes, scene.bytes.size());
        set_u32(bytes, field.offset, value);
        const auto seen = read_damaged(bytes);
        for (std::size_t i = 0; i < places.size(); ++i) {
          const bool found = std::ranges::binary_search(seen, places[i].offset);
          EXPECT_TRUE(found || !must_be_found(field, i)) << "object " << i << " is hidden";
        }
        if (HasFailure()) return;
      }
    }
  }
}

TEST(HostileBlock, SeveralFieldsMayLieAtOnceInACutBlock) {
  std::mt19937 random(20'261'123);  // fixed, so that a failure can be repeated
  const auto below = [&random](std::size_t limit) {
    return static_cast<std::uint32_t>(random() % static_cast<std::uint32_t>(limit));
  };
  for (const auto& scene : hostile_scenes()) {
    const auto fields = steering_fields(scene.bytes);
    for (int round = 0; round < 500; ++round) {
      SCOPED_TRACE(scene.name + ", round " + std::to_string(round));
      auto bytes = cut(scene.bytes, scene.bytes.size());
      for (std::uint32_t i = 0; i < 2 + below(4); ++i) {
        const auto& field = fields[below(fields.size())];
        const auto values = hostile_values(field.value);
        set_u32(bytes, field.offset, below(2) == 0 ? values[below(values.size())] : below(bytes.size() + 8));
      }
      const std::size_t size = below(4) == 0 ? below(bytes.size()) : bytes.size();
      (void)read_damaged(cut(bytes, size));
      if (HasFailure()) return;
    }
  }
}

// The same field in a big-endian block.
void set_big_u32(byte_buffer& bytes, std::size_t offset, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[offset + i] = static_cast<std::byte>(value >> (24 - 8 * i));
}

TEST(HostileBlock, ABigEndianBlockMayBeCutAndMayLie) {
  for (const auto& scene : hostile_scenes()) {
    const auto turned = to_big_endian(scene.bytes);
    for (std::size_t size = 0; size < turned.size(); ++size) {
      SCOPED_TRACE(scene.name + " cut at " + std::to_string(size));
      (void)read_damaged(cut(turned, size));
    }
    for (const auto& field : steering_fields(scene.bytes)) {
      for (const std::uint32_t value : hostile_values(field.value)) {
        SCOPED_TRACE(scene.name + ": " + field.label() + " = " + std::to_string(value));
        auto bytes = cut(turned, turned.size());
        set_big_u32(bytes, field.offset, value);
        (void)read_damaged(bytes);
      }
    }
    if (HasFailure()) return;
  }
}

// Definitions and instances that each fill half of 8 MiB: whoever goes through all definitions for each
// instance while parsing takes 10^10 steps, and the test's time limit ends it.
TEST(HostileBlock, ParsingIsLinearWhereCountersAndInstancesAreMany) {
  block_builder builder({.system_name = "PERFHOST"});
  auto object = builder.add_object({.title_index = 1});
  for (int i = 0; i < 100'000; ++i) (void)object.add_counter({.type = counter_type::nodata});
  for (int i = 0; i < 100'000; ++i) (void)object.add_instance("");
  auto bytes = builder.finish();
  auto turned = to_big_endian(bytes);
  const auto header = data_block::parse(byte_view(bytes))->header_length();
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    const auto size_field = header + sizeof(wire::perf_object_type) +
                            i * sizeof(wire::perf_counter_definition) +
                            offsetof(wire::perf_counter_definition, counter_size);
    set_u32(bytes, size_field, 4);
    set_big_u32(turned, size_field, 4);
    set_u32(bytes, size_field + 4, 4096 + 8 * i);  // inside the object, behind all counter blocks
    set_big_u32(turned, size_field + 4, 4096 + 8 * i);
  }
  for (const byte_view parsed : {byte_view(bytes), byte_view(turned)}) {
    const auto block = data_block::parse(parsed);
    ASSERT_TRUE(block) << block.error().message;
    EXPECT_EQ(block->find_object(1)->instances().size(), 100'000U);
  }
}

TEST(HostileBlock, AnyByteMayBeAnything) {
  for (const auto& scene : sound_scenes()) {
    for (std::size_t at = 0; at < scene.bytes.size(); ++at) {
      for (const unsigned value : {0x00U, 0x7FU, 0x80U, 0xFFU}) {
        SCOPED_TRACE(scene.name + ", byte " + std::to_string(at) + " = " + std::to_string(value));
        auto bytes = cut(scene.bytes, scene.bytes.size());
        bytes[at] = static_cast<std::byte>(value);
        (void)read_damaged(bytes);
        if (HasFailure()) return;
      }
    }
  }
}

}  // namespace
