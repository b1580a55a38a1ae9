// Bytes as an independent implementation of MS-RRP packs them (python3-impacket's rrp).
#include <gtest/gtest.h>
#include <string_view>

#include <perfdata/base/utf16.hpp>
#include <perfdata/remote/winreg/winreg_key_ndr.hpp>

using namespace perfdata;
using namespace perfdata::winreg;

namespace {

unsigned digit(char c) {
  return static_cast<unsigned>(c >= 'a' ? c - 'a' + 10 : c - '0');
}

byte_buffer from_hex(std::string_view text) {
  byte_buffer bytes;
  for (std::size_t i = 0; i < text.size();)
    if (text[i] == ' ') {
      ++i;
    } else {
      bytes.push_back(static_cast<std::byte>(digit(text[i]) << 4U | digit(text[i + 1])));
      i += 2;
    }
  return bytes;
}

context_handle some_key() {
  context_handle key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::byte>(0xA0 + i);
  return key;
}

constexpr std::string_view key_bytes = "a0a1a2a3 a4a5a6a7 a8a9aaab acadaeaf b0b1b2b3 ";

byte_buffer request_bytes(std::string_view rest) {
  return from_hex(std::string(key_bytes).append(rest));
}

const byte_buffer enum_key_reply = from_hex(
    "08000800 711d0000 04000000 00000000 04000000 4b006500 79000000"   // name "Key", NUL
    "68210000 02000200 4f4b0000 01000000 00000000 01000000 0000 aaaa"  // an empty class
    "20c20000 44332211 d5010000 00000000");                            // last write, status
const byte_buffer enum_value_reply = from_hex(
    "0a000a00 7bbe0000 05000000 00000000 05000000 4e006100 6d006500 0000 aaaa"  // name "Name", NUL
    "3bc90000 03000000"                                                         // REG_BINARY
    "bf6f0000 05000000 00000000 05000000 68656c6c 6f aaaaaa"                    // "hello"
    "44b60000 05000000 65410000 05000000 00000000");                            // lpcbData, lpcbLen, status
const byte_buffer info_reply_bytes = from_hex(
    "08000800 cc730000 04000000 00000000 04000000 43006c00 73000000"  // class "Cls"
    "03000000 0c000000 04000000 07000000 16000000 2c010000 a4000000"
    "44332211 d5010000 00000000");

std::string text_of(byte_view utf16) {
  return to_utf8(utf16_view(utf16));
}

TEST(WinregKeyNdr, OpenRequestNamesThePathAndAsksToReadOnly) {
  const auto request = encode_open_subkey(some_key(), "A\\bc");
  ASSERT_TRUE(request);
  EXPECT_EQ(*request, request_bytes("0a000a00 04000200 05000000 00000000 05000000"
                                    "41005c00 62006300 0000 0000 00000000 19000200"));
  EXPECT_TRUE(encode_open_subkey({}, std::string(32'766, 'x')));
  const auto too_long = encode_open_subkey({}, std::string(32'767, 'x'));
  ASSERT_FALSE(too_long);
  EXPECT_EQ(too_long.error().code, errc::invalid_argument);
}

TEST(WinregKeyNdr, EnumKeyRequestOffersRoomForAName) {
  EXPECT_EQ(encode_enum_key(some_key(), 7),
            request_bytes("07000000 00000002 04000200 00010000 00000000 00000000"  // 256 units
                          "08000200 00000000 00000000 0c000200 00000000 00000000"));
}

TEST(WinregKeyNdr, EnumValueRequestOffersRoomAndUploadsNothing) {
  EXPECT_EQ(encode_enum_value(some_key(), 1, 4096),
            request_bytes("01000000 00000080 04000200 00400000 00000000 00000000"  // 16,384 units
                          "08000200 00000000"
                          "0c000200 00100000 00000000 00000000"
                          "10000200 00100000 14000200 00000000"));
}

TEST(WinregKeyNdr, QueryInfoRequestAsksForNoClass) {
  EXPECT_EQ(encode_query_info(some_key()), request_bytes("00000000 00000000"));
}

TEST(WinregKeyNdr, RepliesAreReadAsTheOtherImplementationWritesThem) {
  const auto key = decode_enum_key(enum_key_reply);
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(text_of(key->name), "Key");
  EXPECT_EQ(key->status, 0U);

  const auto value = decode_enum_value(enum_value_reply, 4096);
  ASSERT_TRUE(value) << value.error().message;
  EXPECT_EQ(text_of(value->name), "Name");
  EXPECT_EQ(value->value.type, 3U);
  EXPECT_EQ(value->value.data.size(), 5U);
  EXPECT_EQ(value->value.stated_size, 5U);

  const auto info = decode_query_info(info_reply_bytes);
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_EQ(info->subkeys, 3U);
  EXPECT_EQ(info->longest_subkey, 12U);
  EXPECT_EQ(info->values, 7U);
  EXPECT_EQ(info->longest_value_name, 22U);
  EXPECT_EQ(info->longest_value, 300U);
  EXPECT_EQ(info->last_write, 0x000001D511223344U);
}

TEST(WinregKeyNdr, TheEndOfAnEnumerationNeedsNeitherNameNorData) {
  const auto key = decode_enum_key(from_hex("00000000 00000000 00000000 00000000 03010000"));
  ASSERT_TRUE(key);
  EXPECT_EQ(key->status, 259U);
  EXPECT_TRUE(key->name.empty());
  const auto value =
      decode_enum_value(from_hex("00000000 00000000 00000000 00000000 00000000 00000000 03010000"), 16);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->value.status, 259U);
}

TEST(WinregKeyNdr, NamesWithoutATerminatorAreWhole) {
  const auto reply =
      from_hex("04000400 01000000 02000000 00000000 02000000 4b006500 00000000 00000000 00000000");
  const auto key = decode_enum_key(reply);
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(text_of(key->name), "Ke");
}

TEST(WinregKeyNdr, RepliesCutAtEveryByteAreRefused) {
  const auto cut = [](const byte_buffer& whole, std::size_t size) {
    return byte_buffer(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
  };
  for (std::size_t size = 0; size < enum_key_reply.size(); ++size)
    EXPECT_FALSE(decode_enum_key(cut(enum_key_reply, size))) << size;
  for (std::size_t size = 0; size < enum_value_reply.size(); ++size)
    EXPECT_FALSE(decode_enum_value(cut(enum_value_reply, size), 4096)) << size;
  for (std::size_t size = 0; size < info_reply_bytes.size(); ++size)
    EXPECT_FALSE(decode_query_info(cut(info_reply_bytes, size))) << size;
}

TEST(WinregKeyNdr, LengthsThatLieAreRefused) {
  for (const std::size_t count_of_name : {16U})
    for (const std::byte high : {std::byte{0x7F}, std::byte{0x80}, std::byte{0xFF}}) {
      auto reply = enum_key_reply;
      reply[count_of_name + 3] = high;
      const auto refused = decode_enum_key(reply);
      ASSERT_FALSE(refused);
      EXPECT_EQ(refused.error().code, errc::malformed_data);
      EXPECT_NE(refused.error().message.find("BaseRegEnumKey reply at 0x"), std::string::npos);
    }
  EXPECT_FALSE(decode_enum_value(enum_value_reply, 4)) << "more data than were asked for";
  // A name that is longer than names are: 257 units where 256 were offered.
  auto long_name = from_hex("02020202 01000000 01010000 00000000 01010000");
  long_name.resize(long_name.size() + 2 * 257 + 2 + 12);
  EXPECT_FALSE(decode_enum_key(long_name));
}

TEST(WinregKeyNdr, AnyByteMayBeWrongAndNothingReachesBeyondTheReply) {
  const auto inside = [](byte_view part, const byte_buffer& whole) {
    return part.empty() ||
           (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
  };
  for (const auto& good : {enum_key_reply, enum_value_reply, info_reply_bytes})
    for (std::size_t i = 0; i < good.size(); ++i)
      for (const unsigned wrong : {0x00U, 0x01U, 0x7FU, 0x80U, 0xFFU}) {
        byte_buffer reply = good;
        reply[i] = static_cast<std::byte>(wrong);
        if (const auto key = decode_enum_key(reply)) {
          EXPECT_TRUE(inside(key->name, reply));
        }
        if (const auto value = decode_enum_value(reply, 4096)) {
          EXPECT_TRUE(inside(value->name, reply));
          EXPECT_TRUE(inside(value->value.data, reply));
        }
        (void)decode_query_info(reply);
      }
}

}  // namespace
