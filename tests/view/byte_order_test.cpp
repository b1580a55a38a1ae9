// Big-endian blocks decode with the same calls. No capture of one is known, so the writer here is independent
// of the reader: it puts every field down byte by byte, most significant first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/view/data_block.hpp>

using namespace perfdata;

namespace {

class big_endian_writer {
 public:
  void put(std::uint64_t value, int size) {
    for (int i = size - 1; i >= 0; --i) bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
  }
  void text(std::u16string_view units) {
    for (const char16_t unit : units) put(unit, 2);
  }
  void pad_to(std::size_t size) { bytes.resize(size); }
  byte_buffer bytes;
};

constexpr std::u16string_view system_name{u"NTPPC\0", 6};
constexpr std::u16string_view instance_name{u"\u00FCber\0", 5};

void put_definition(big_endian_writer& w, std::uint32_t title, counter_type type, std::uint32_t size,
                    std::uint32_t offset) {
  for (const std::uint64_t field :
       {std::uint64_t{40}, std::uint64_t{title}, std::uint64_t{0}, std::uint64_t{title + 1}, std::uint64_t{0},
        std::uint64_t{0xFFFFFFFE}, std::uint64_t{100}, std::uint64_t{code(type)}, std::uint64_t{size},
        std::uint64_t{offset}})
    w.put(field, 4);
}

// One Processor object: an 8-byte counter, two bases that share its neighbour's bytes, a multi counter, a
// text.
byte_buffer big_endian_block(bool little_endian_signature = false) {
  big_endian_writer w;
  for (const char c : {'P', 'E', 'R', 'F'}) {
    w.put(little_endian_signature ? static_cast<std::uint64_t>(c) << 8U : static_cast<std::uint64_t>(c), 2);
  }
  w.put(0, 4);  // LittleEndian
  w.put(1, 4);
  w.put(1, 4);
  w.put(0, 4);    // TotalByteLength, below
  w.put(104, 4);  // HeaderLength
  w.put(1, 4);
  w.put(238, 4);
  for (const std::uint64_t part : {1999U, 12U, 5U, 31U, 23U, 59U, 58U, 999U}) w.put(part, 2);
  w.put(0, 4);
  w.put(0x0102030405060708, 8);
  w.put(3579545, 8);
  w.put(131291624803022616, 8);
  w.put(2 * system_name.size(), 4);
  w.put(88, 4);
  w.text(system_name);
  w.pad_to(104);

  const std::uint32_t definitions = 5;
  const std::uint32_t definition_length = 64 + 40 * definitions;
  const std::uint32_t counter_block = 48;
  const std::uint32_t object_length = definition_length + 40 + counter_block;
  w.put(object_length, 4);
  w.put(definition_length, 4);
  w.put(64, 4);
  w.put(238, 4);
  w.put(0, 4);
  w.put(239, 4);
  w.put(0, 4);
  w.put(100, 4);
  w.put(definitions, 4);
  w.put(0, 4);
  w.put(1, 4);
  w.put(0, 4);
  w.put(7, 8);
  w.put(9, 8);
  put_definition(w, 6, counter_type::precision_100ns_timer, 8, 8);
  put_definition(w, 6, counter_type::large_raw_base, 8, 16);
  put_definition(w, 8, counter_type::large_raw_base, 8, 16);  // the same bytes again
  put_definition(w, 10, counter_type::multi_timer_100ns, 8, 24);
  put_definition(w, 12, counter_type::text, 5, 36);

  w.put(40, 4);
  w.put(0, 4);
  w.put(0, 4);
  w.put(0xFFFFFFFF, 4);
  w.put(24, 4);
  w.put(2 * instance_name.size(), 4);
  w.text(instance_name);
  w.pad_to(104 + definition_length + 40);
  w.put(counter_block, 4);
  w.put(0, 4);
  w.put(0x1122334455667788, 8);
  w.put(0x99AABBCCDDEEFF00, 8);
  w.put(0x0A0B0C0D0E0F1011, 8);
  w.put(4, 4);
  for (const char c : {'t', 'e', 'x', 't', '!'}) w.put(static_cast<std::uint64_t>(c), 1);
  w.pad_to(104 + object_length);
  const auto total = static_cast<std::uint32_t>(w.bytes.size());
  for (std::size_t i = 0; i < 4; ++i) w.bytes[20 + i] = static_cast<std::byte>(total >> (24 - 8 * i));
  return w.bytes;
}

void expect_contents(const byte_buffer& bytes) {
  const auto block = data_block::parse(bytes);
  ASSERT_TRUE(block) << block.error().message;
  EXPECT_FALSE(block->little_endian());
  EXPECT_THAT(block->defects(), testing::IsEmpty());
  EXPECT_EQ(to_utf8(block->system_name()), "NTPPC");
  EXPECT_EQ(block->perf_time(), 0x0102030405060708);
  EXPECT_EQ(block->system_time().year.value(), 1999);
  EXPECT_EQ(block->system_time().milliseconds.value(), 999);
  const auto object = block->find_object(238);
  ASSERT_TRUE(object);
  EXPECT_EQ(object->perf_freq(), 9);
  ASSERT_EQ(object->instances().size(), 1U);
  const auto instance = *object->instances().begin();
  EXPECT_EQ(to_utf8(instance.name()),
            "\xC3\xBC"
            "ber");
  EXPECT_EQ(instance.unique_id(), -1);
  const auto timer = *object->find_counter(6);
  EXPECT_EQ(timer.default_scale(), -2);
  EXPECT_EQ(timer.help_index(), 7U);
  EXPECT_EQ(instance.value(timer), 0x1122334455667788U);
  EXPECT_EQ(instance.value(*timer.base()), 0x99AABBCCDDEEFF00U);
  const auto multi = *object->find_counter(10);
  EXPECT_EQ(instance.value(multi), 0x0A0B0C0D0E0F1011U);
  EXPECT_EQ(instance.multiplier(multi), 4U);
  const auto text = instance.value_bytes(*object->find_counter(12));
  EXPECT_EQ(std::to_integer<char>(text[0]), 't');
  EXPECT_EQ(std::to_integer<char>(text[4]), '!');
}

TEST(ByteOrder, BigEndianBlockDecodesWithTheSameCalls) {
  expect_contents(big_endian_block());
}

TEST(ByteOrder, SignatureInTheOtherOrderIsDecidedByTheHeaderLength) {
  expect_contents(big_endian_block(true));
}

TEST(ByteOrder, LittleEndianBlockWithAWrongFlagStaysLittleEndian) {
  byte_buffer bytes = big_endian_block();
  const auto turned = data_block::parse(bytes);
  ASSERT_TRUE(turned);
  const byte_buffer little(turned->bytes().begin(), turned->bytes().end());  // its flag says 0
  const auto block = data_block::parse(little);
  ASSERT_TRUE(block) << block.error().message;
  EXPECT_TRUE(block->little_endian());
  EXPECT_EQ(block->perf_time(), 0x0102030405060708);
}

TEST(ByteOrder, CopiesOfTheBlockKeepTheTurnedBytesAlive) {
  const auto bytes = big_endian_block();
  auto parsed = data_block::parse(bytes);
  const data_block copy = *parsed;
  parsed = failure({.code = errc::not_found, .message = {}});
  EXPECT_EQ(to_utf8(copy.system_name()), "NTPPC");
}

TEST(ByteOrder, CutAnywhereItParsesOrErrs) {
  const auto whole = big_endian_block();
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const byte_buffer cut(whole.begin(),
                          whole.begin() + static_cast<std::ptrdiff_t>(length));  // its own allocation
    const auto block = data_block::parse(cut);
    if (!block) continue;
    for (const auto object : block->objects())
      for (const auto instance : object.instances())
        for (const auto counter : object.counters()) (void)instance.value(counter);
  }
}

}  // namespace
