#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

#include <perfdata/remote/svcctl/svcctl_ndr.hpp>

using namespace perfdata;
using testing::HasSubstr;

namespace {

byte_buffer bytes(std::initializer_list<int> values) {
  byte_buffer made;
  for (const int value : values) made.push_back(static_cast<std::byte>(value));
  return made;
}

void put(byte_buffer& out, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<std::byte>(value >> (8 * i)));
}

void put_text(byte_buffer& out, std::uint32_t maximum, std::uint32_t first, std::uint32_t count,
              std::uint32_t units) {
  for (const auto value : {maximum, first, count}) put(out, value);
  for (std::uint32_t i = 0; i < units; ++i) {
    out.push_back(std::byte{'x'});
    out.push_back(std::byte{0});
  }
  out.resize((out.size() + 3) & ~std::size_t{3});
}

/// The nine fields, a path and a display name, the size and the status.
byte_buffer config(std::uint32_t start, std::uint32_t maximum = 3, std::uint32_t first = 0,
                   std::uint32_t count = 3) {
  byte_buffer out;
  for (const std::uint32_t field : {0x20U, start, 1U, 0x20000U, 0U, 0U, 0U, 0U, 0x20004U}) put(out, field);
  put_text(out, maximum, first, count, 3);
  put_text(out, 5, 0, 5, 5);
  put(out, 100);
  put(out, 0);
  return out;
}

svcctl::context_handle some_handle() {
  svcctl::context_handle handle{};
  for (std::size_t i = 0; i < handle.size(); ++i) handle[i] = static_cast<std::byte>(i + 1);
  return handle;
}

TEST(SvcctlNdr, TheManagerIsAskedForWithoutNames) {
  EXPECT_EQ(svcctl::encode_open_manager(svcctl::manager_connect),
            bytes({0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0}));
}

TEST(SvcctlNdr, AServiceIsNamedByAStringThatCountsItsNul) {
  const auto request = svcctl::encode_open_service(some_handle(), "ab", 0x15);
  ASSERT_TRUE(request);
  const byte_buffer rest(request->begin() + 20, request->end());
  EXPECT_EQ(rest, bytes({3, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 'a', 0, 'b', 0, 0, 0, 0, 0, 0x15, 0, 0, 0}));
  EXPECT_FALSE(svcctl::encode_open_service(some_handle(), std::string(257, 'x'), 0x15));
}

TEST(SvcctlNdr, RequestsOfAServiceBeginWithItsHandle) {
  const auto handle = some_handle();
  const byte_buffer plain(handle.begin(), handle.end());
  EXPECT_EQ(svcctl::encode_handle(handle), plain);
  auto expected = plain;
  put(expected, 8192);
  EXPECT_EQ(svcctl::encode_query_config(handle), expected);
  expected = plain;
  put(expected, 0);
  put(expected, 0);
  EXPECT_EQ(svcctl::encode_start_service(handle), expected);
}

TEST(SvcctlNdr, RepliesAreRead) {
  const auto handle = some_handle();
  byte_buffer opened(handle.begin(), handle.end());
  put(opened, 5);
  EXPECT_EQ(svcctl::decode_handle_reply(opened)->handle, handle);
  EXPECT_EQ(svcctl::decode_handle_reply(opened)->status, 5U);
  byte_buffer status;
  for (const std::uint32_t field : {0x20U, 4U, 0U, 0U, 0U, 0U, 0U, 0U}) put(status, field);
  EXPECT_EQ(svcctl::decode_status_reply(status)->state, svcctl::service_state::running);
  EXPECT_EQ(svcctl::decode_config_reply(config(4))->start, svcctl::start_type::disabled);
  EXPECT_EQ(svcctl::decode_config_reply(config(3))->start, svcctl::start_type::on_demand);
  byte_buffer code;
  put(code, 1056);
  EXPECT_EQ(svcctl::decode_code_reply(code), 1056U);
}

TEST(SvcctlNdr, AReplyCutAnywhereIsRefused) {
  const byte_buffer whole = config(3);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const byte_buffer cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    const auto decoded = svcctl::decode_config_reply(cut);
    ASSERT_FALSE(decoded) << size;
    EXPECT_EQ(decoded.error().code, errc::malformed_data);
  }
  EXPECT_FALSE(svcctl::decode_handle_reply(byte_buffer(23)));
  EXPECT_FALSE(svcctl::decode_status_reply(byte_buffer(31)));
  EXPECT_FALSE(svcctl::decode_code_reply(byte_buffer(3)));
}

TEST(SvcctlNdr, LengthsThatLieAreRefused) {
  EXPECT_THAT(svcctl::decode_config_reply(config(3, 2)).error().message,
              HasSubstr("longer than its maximum"));
  EXPECT_THAT(svcctl::decode_config_reply(config(3, 3, 1)).error().message, HasSubstr("start at 0"));
  EXPECT_FALSE(svcctl::decode_config_reply(config(3, 0xFFFFFFFF, 0, 0xFFFFFFFF)));
  EXPECT_FALSE(svcctl::decode_config_reply(config(3, 0x80000001, 0, 0x80000001)));
}

TEST(SvcctlNdr, AnyBytesAreReadOrRefusedWithinTheirEnd) {
  std::minstd_rand random(7);
  for (int round = 0; round < 2000; ++round) {
    byte_buffer any(random() % 160);
    for (auto& one : any) one = static_cast<std::byte>(random() % 4 == 0 ? random() : 0);
    (void)svcctl::decode_handle_reply(any);
    (void)svcctl::decode_status_reply(any);
    (void)svcctl::decode_config_reply(any);
    (void)svcctl::decode_code_reply(any);
  }
}

}  // namespace
