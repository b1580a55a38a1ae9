// The names of an object at once are the names of its instances one by one.
#include <algorithm>
#include <gtest/gtest.h>
#include <tests/support/blob_scenes.hpp>
#include <tests/support/damage.hpp>
#include <tests/support/server_scene.hpp>

#include <perfdata/base/code_page.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/view/data_block.hpp>
#include <perfdata/view/utf8_names.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

std::vector<std::string> at_once(const object_type& object, utf8_names& names) {
  names.assign(object);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < names.size(); ++i) out.emplace_back(names[i]);
  return out;
}

std::vector<std::string> name_by_name(const object_type& object) {
  std::vector<std::string> out;
  for (const auto instance : object.instances())
    out.push_back(object.code_page() == 0 ? to_utf8(instance.name())
                                          : code_page_to_utf8(object.code_page(), instance.name_bytes()));
  return out;
}

// One list for all objects, as a reader would keep it.
void expect_same_names(byte_view bytes) {
  const auto block = data_block::parse(bytes);
  if (!block) return;
  utf8_names names;
  for (const auto object : block->objects())
    EXPECT_EQ(at_once(object, names), name_by_name(object)) << object.title_index();
}

std::vector<blob_scene> every_scene() {
  auto scenes = sound_scenes();
  std::ranges::move(odd_scenes(), std::back_inserter(scenes));
  return scenes;
}

byte_buffer block_of(const std::vector<std::string>& instances) {
  block_builder builder({.system_name = "PERFHOST"});
  auto object = builder.add_object({.title_index = 230});
  const auto counter = object.add_counter({.title_index = 6, .type = counter_type::rawcount});
  for (const auto& name : instances) object.add_instance(name).set(counter, 1);
  return builder.finish();
}

TEST(Utf8Names, AServersNamesAreTheSame) {
  expect_same_names(build_server_block(server_64_kib, 0));
}

TEST(Utf8Names, ShortLongWideAndEmptyOnesStandSideBySide) {
  std::vector<std::string> instances;
  for (std::size_t length = 0; length < 40; ++length) instances.push_back(std::string(length, 'n'));
  for (const char* name : {"\xC3\x9C"
                           "berwachung",
                           "1234567\xC3\xBC", "12345678\xC3\xBC", "\xF0\x9F\x98\x80", ""})
    instances.emplace_back(name);
  const auto bytes = block_of(instances);
  const auto block = data_block::parse(byte_view(bytes));
  utf8_names names;
  EXPECT_EQ(at_once(*block->find_object(230), names), instances);
}

TEST(Utf8Names, MemoryOfALargerObjectServesASmallerOne) {
  const auto many = block_of(std::vector<std::string>(500, "a name of some letters"));
  const auto few = block_of({"one", "two"});
  utf8_names names;
  EXPECT_EQ(at_once(*data_block::parse(byte_view(many))->find_object(230), names).size(), 500U);
  EXPECT_EQ(at_once(*data_block::parse(byte_view(few))->find_object(230), names),
            (std::vector<std::string>{"one", "two"}));
  const auto none = block_of({});
  EXPECT_TRUE(at_once(*data_block::parse(byte_view(none))->find_object(230), names).empty());
}

TEST(Utf8Names, AnObjectsCodePageCounts) {
  auto bytes = block_of({"AB", "CD"});
  const auto offset = data_block::parse(byte_view(bytes))->find_object(230)->offset();
  set_u32(bytes, offset + offsetof(wire::perf_object_type, code_page), 1252);
  expect_same_names(bytes);
}

TEST(Utf8Names, AnyByteMayBeAnything) {
  for (const auto& scene : every_scene()) {
    SCOPED_TRACE(scene.name);
    for (std::size_t at = 0; at < scene.bytes.size(); ++at) {
      auto bytes = cut(scene.bytes, scene.bytes.size());
      bytes[at] ^= std::byte{0xFF};
      expect_same_names(bytes);
      if (at % 8 == 0) expect_same_names(cut(scene.bytes, at));
      ASSERT_FALSE(HasFailure()) << "byte " << at;
    }
  }
}

TEST(Utf8Names, EveryLengthCountAndOffsetMayLie) {
  for (const auto& scene : every_scene())
    for (const auto& field : steering_fields(scene.bytes))
      for (const std::uint32_t value : hostile_values(field.value)) {
        SCOPED_TRACE(scene.name + ": " + field.label() + " = " + std::to_string(value));
        auto bytes = cut(scene.bytes, scene.bytes.size());
        set_u32(bytes, field.offset, value);
        expect_same_names(bytes);
        ASSERT_FALSE(HasFailure());
      }
}

}  // namespace
