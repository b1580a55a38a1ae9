#include <algorithm>
#include <gtest/gtest.h>
#include <initializer_list>

#include <perfdata/remote/winreg/winreg_ndr.hpp>

using namespace perfdata;
using namespace perfdata::winreg;

namespace {

byte_buffer bytes_of(std::initializer_list<unsigned> values) {
  byte_buffer bytes;
  for (const unsigned value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

context_handle any_key() {
  context_handle key{};
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::byte>(0xA0 + i);
  return key;
}

// clang-format off
const byte_buffer good_value = bytes_of({
    0x00, 0x00, 0x02, 0x00, 3, 0, 0, 0,              // lpType: REG_BINARY
    0x04, 0x00, 0x02, 0x00, 0x00, 0x10, 0, 0,        // lpData: max 4096,
    0, 0, 0, 0, 5, 0, 0, 0, 'h', 'e', 'l', 'l', 'o', // offset 0, 5 bytes,
    0xEE, 0xEE, 0xEE,                                // aligned to 4
    0x08, 0x00, 0x02, 0x00, 0x78, 0x56, 0, 0,        // lpcbData
    0x0C, 0x00, 0x02, 0x00, 5, 0, 0, 0,              // lpcbLen
    0, 0, 0, 0});                                    // status
// clang-format on

TEST(WinregNdr, OpenRequestSendsNoServerNameAndTheAccess) {
  EXPECT_EQ(encode_open_key(), bytes_of({0, 0, 0, 0, 0, 0, 0, 2}));
}

TEST(WinregNdr, QueryRequestOffersRoomAndUploadsNothing) {
  const auto key = any_key();
  byte_buffer expected(key.begin(), key.end());
  // clang-format off
  const auto rest = bytes_of({
      4, 0, 4, 0, 0x04, 0, 2, 0,                                // "2" and its NUL: 4 bytes
      2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, '2', 0, 0, 0,         // max, offset, count, units
      0x08, 0, 2, 0, 0, 0, 0, 0,                                // lpType
      0x0C, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,        // lpData: max 65536, no bytes
      0x10, 0, 2, 0, 0, 0, 1, 0,                                // lpcbData
      0x14, 0, 2, 0, 0, 0, 0, 0});                              // lpcbLen 0
  // clang-format on
  expected.insert(expected.end(), rest.begin(), rest.end());
  const auto request = encode_query_value(any_key(), "2", 65536);
  ASSERT_TRUE(request);
  EXPECT_EQ(*request, expected);
}

TEST(WinregNdr, WhatFollowsAnOddNameIsAligned) {
  const auto two = encode_query_value(any_key(), "ab", 0);     // 3 units: 6 bytes, padded to 8
  const auto three = encode_query_value(any_key(), "abc", 0);  // 4 units: 8 bytes
  ASSERT_TRUE(two && three);
  EXPECT_EQ(two->size(), three->size());
}

TEST(WinregNdr, RequestsThatCannotBeMeantAreRefused) {
  EXPECT_TRUE(encode_query_value({}, std::string(32766, 'x'), max_value_size));
  const auto long_name = encode_query_value({}, std::string(32767, 'x'), 1);
  ASSERT_FALSE(long_name);
  EXPECT_EQ(long_name.error().code, errc::invalid_argument);
  EXPECT_FALSE(encode_query_value({}, "Global", max_value_size + 1));
}

TEST(WinregNdr, CloseRequestIsTheKey) {
  const auto request = encode_close_key(any_key());
  EXPECT_TRUE(std::equal(request.begin(), request.end(), any_key().begin()));
  EXPECT_EQ(request.size(), 20U);
}

TEST(WinregNdr, KeyReplyHasTheHandleAndTheStatus) {
  const auto key = any_key();
  byte_buffer reply(key.begin(), key.end());
  for (const unsigned b : {5U, 0U, 0U, 0U}) reply.push_back(static_cast<std::byte>(b));
  const auto decoded = decode_key_reply(reply);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->key, key);
  EXPECT_EQ(decoded->status, 5U);
  for (std::size_t size = 0; size < reply.size(); ++size) {
    const auto cut = decode_key_reply(byte_view(reply).first(size));
    ASSERT_FALSE(cut) << size;
    EXPECT_EQ(cut.error().code, errc::malformed_data);
  }
}

TEST(WinregNdr, ValueReplyIsAViewOfTheBytesThatCame) {
  const auto decoded = decode_value_reply(good_value, 4096);
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(decoded->type, 3U);
  EXPECT_EQ(decoded->stated_size, 0x5678U);
  EXPECT_EQ(decoded->status, 0U);
  EXPECT_EQ(decoded->data.data(), good_value.data() + 24);
  EXPECT_EQ(decoded->data.size(), 5U);
}

TEST(WinregNdr, ValueReplyCutAtEveryByteIsRefused) {
  for (std::size_t size = 0; size < good_value.size(); ++size) {
    const byte_buffer cut(good_value.begin(), good_value.begin() + static_cast<std::ptrdiff_t>(size));
    const auto decoded = decode_value_reply(cut, 4096);
    ASSERT_FALSE(decoded) << size;
    EXPECT_EQ(decoded.error().code, errc::malformed_data);
    EXPECT_NE(decoded.error().message.find("BaseRegQueryValue reply at 0x"), std::string::npos);
  }
}

TEST(WinregNdr, ValueReplyReadsTheSameAtAnyAlignment) {
  byte_buffer shifted(1);
  shifted.insert(shifted.end(), good_value.begin(), good_value.end());
  const auto decoded = decode_value_reply(byte_view(shifted).subspan(1), 4096);
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->data.size(), 5U);
}

struct field_case {
  const char* name;
  std::size_t offset;  // of a 32-bit field in good_value
  std::uint32_t value;
};

TEST(WinregNdr, LengthsThatLieAreRefused) {
  for (const auto& c :
       {field_case{"count past the end", 20, 0x01000000}, field_case{"count of everything", 20, 0xFFFFFFFF},
        field_case{"count above the maximum", 20, 4097}, field_case{"maximum below the count", 12, 4},
        field_case{"array that starts later", 16, 1},
        field_case{"array that starts before", 16, 0xFFFFFFFF}}) {
    byte_buffer reply = good_value;
    for (std::size_t i = 0; i < 4; ++i)
      reply[c.offset + i] = static_cast<std::byte>(c.value >> (8 * i) & 0xFF);
    EXPECT_FALSE(decode_value_reply(reply, 0xFFFFFFFF)) << c.name;
  }
  EXPECT_FALSE(decode_value_reply(good_value, 4)) << "more than was offered";
}

TEST(WinregNdr, NullPointersAreAllowed) {
  const auto more_data =
      bytes_of({0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0xEA, 0, 0, 0});
  const auto decoded = decode_value_reply(more_data, 64);
  ASSERT_TRUE(decoded) << decoded.error().message;
  EXPECT_EQ(decoded->status, 234U);
  EXPECT_TRUE(decoded->data.empty());
  EXPECT_EQ(decoded->stated_size, 0x10000U);
}

TEST(WinregNdr, AnyBytesAreReadOrRefusedWithinTheirEnd) {
  // Every byte of a good reply set to the values that break things most often.
  for (std::size_t i = 0; i < good_value.size(); ++i)
    for (const unsigned value : {0x00U, 0x01U, 0x7FU, 0x80U, 0xFFU}) {
      byte_buffer reply = good_value;
      reply[i] = static_cast<std::byte>(value);
      const auto decoded = decode_value_reply(reply, 4096);
      if (!decoded) continue;
      const byte_view data = decoded->data;
      if (data.empty()) continue;
      EXPECT_GE(data.data(), reply.data());
      EXPECT_LE(data.data() + data.size(), reply.data() + reply.size());
    }
}

}  // namespace
