// Definitions are recognised by both ways, and no bit of them may change.
#include <gtest/gtest.h>
#include <tests/support/server_scene.hpp>

#include <perfdata/view/compact_definitions.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;

namespace {

byte_buffer definitions_of(std::size_t count) {
  const auto bytes = test::build_server_block(test::server_64_kib, 0);
  const auto block = data_block::parse(byte_view(bytes));
  const auto processes = block->find_object(230);
  const byte_view all = processes->bytes().subspan(sizeof(wire::perf_object_type));
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count * definition_record_size)};
}

byte_buffer kept(const byte_buffer& definitions) {
  byte_buffer kept;
  for (std::size_t at = 0; at < definitions.size(); at += definition_record_size)
    append_compact(byte_view(definitions).subspan(at, definition_record_size), kept);
  return kept;
}

TEST(CompactDefinitions, AreRecognisedUntilABitChanges) {
  for (const std::size_t count : {1U, 2U, 3U, 8U, 9U}) {
    auto definitions = definitions_of(count);
    ASSERT_TRUE(can_be_compact(definitions));
    const auto known = kept(definitions);
    ASSERT_EQ(known.size(), count * compact_definition_size);
    EXPECT_TRUE(same_as_compact(definitions.data(), known.data(), count));
    EXPECT_TRUE(portable::same_as_compact(definitions.data(), known.data(), count));
    for (std::size_t bit = 0; bit < definitions.size() * 8; ++bit) {
      const auto mask = std::byte{1} << (bit % 8);
      definitions[bit / 8] ^= mask;
      EXPECT_FALSE(same_as_compact(definitions.data(), known.data(), count)) << count << ", bit " << bit;
      EXPECT_FALSE(portable::same_as_compact(definitions.data(), known.data(), count)) << bit;
      definitions[bit / 8] ^= mask;
    }
  }
}

TEST(CompactDefinitions, NothingIsLostOfUnusualOnes) {
  using counter = wire::perf_counter_definition;
  for (const std::size_t field :
       {offsetof(counter, byte_length), offsetof(counter, name_title), offsetof(counter, help_title)}) {
    auto definitions = definitions_of(3);
    definitions[definition_record_size + field] ^= std::byte{4};
    EXPECT_FALSE(can_be_compact(definitions)) << field;
  }
  EXPECT_FALSE(can_be_compact(byte_view(definitions_of(2)).first(41)));
}

}  // namespace
