#include <gtest/gtest.h>

#include <perfdata/recording/recording_codec.hpp>
#include <perfdata/recording/recording_format.hpp>
#include <perfdata/recording/recording_payload.hpp>

using namespace perfdata;

namespace {

byte_buffer bytes_of(std::string_view text) {
  byte_buffer bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}

// RFC 3720, B.4, and the check value of the catalogues.
TEST(RecordingFormat, ChecksumIsCastagnolis) {
  EXPECT_EQ(crc32c(bytes_of("123456789")), 0xE3069283U);
  EXPECT_EQ(crc32c(byte_buffer(32, std::byte{0})), 0x8A9136AAU);
  EXPECT_EQ(crc32c(byte_buffer(32, std::byte{0xFF})), 0x62A8AB43U);
}

TEST(RecordingFormat, HeaderComesBackAndEveryChangedBitIsSeen) {
  const auto bytes = encode_header({.kind = entry_kind::gap,
                                    .encoding = entry_encoding::zstd,
                                    .stream = 0x1234,
                                    .size = 77,
                                    .checksum = 0xDEADBEEF,
                                    .reference = 99,
                                    .time = -5});
  const auto header = decode_header(bytes);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->kind, entry_kind::gap);
  EXPECT_EQ(header->encoding, entry_encoding::zstd);
  EXPECT_EQ(header->stream, 0x1234);
  EXPECT_EQ(header->size, 77U);
  EXPECT_EQ(header->checksum, 0xDEADBEEF);
  EXPECT_EQ(header->reference, 99U);
  EXPECT_EQ(header->time, -5);
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    auto changed = bytes;
    changed[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    EXPECT_FALSE(decode_header(changed)) << bit;
  }
}

TEST(RecordingFormat, SizeBeyondTheCeilingIsNoHeader) {
  EXPECT_TRUE(decode_header(encode_header({.size = entry_payload_ceiling})));
  EXPECT_FALSE(decode_header(encode_header({.size = entry_payload_ceiling + 1})));
}

TEST(RecordingFormat, PayloadsThatAreCutAreRefused) {
  const auto stream = encode_stream({.host = "host", .machine = "HOST", .value_name = "2 238"});
  const auto gap = encode_gap({.code = errc::timed_out, .message = "late", .advice = "wait"});
  const auto index = encode_index(1000, {{entry_kind::block, 1, 5, 40}, {entry_kind::stream, 2, 6, 900}});
  ASSERT_TRUE(decode_stream(stream));
  EXPECT_EQ(decode_stream(stream)->value_name, "2 238");
  ASSERT_TRUE(decode_gap(gap));
  EXPECT_EQ(decode_gap(gap)->code, errc::timed_out);
  ASSERT_TRUE(decode_index(1000, index));
  EXPECT_EQ((*decode_index(1000, index))[1].offset, 900U);
  EXPECT_FALSE(decode_index(50, index));  // it would reach before the file
  for (std::size_t size = 0; size < stream.size(); ++size)
    EXPECT_FALSE(decode_stream(byte_view(stream).first(size)));
  for (std::size_t size = 0; size < gap.size(); ++size) EXPECT_FALSE(decode_gap(byte_view(gap).first(size)));
  for (std::size_t size = 0; size < index.size(); ++size)
    EXPECT_FALSE(decode_index(1000, byte_view(index).first(size)));
}

TEST(RecordingFormat, FrameThatClaimsTooMuchIsRefused) {
  block_compressor compressor;
  block_decompressor decompressor;
  byte_buffer frame;
  byte_buffer block;
  ASSERT_TRUE(compressor.compress(byte_buffer(1000, std::byte{7}), {}, frame));
  ASSERT_TRUE(decompressor.decompress(frame, {}, block));
  EXPECT_EQ(block, byte_buffer(1000, std::byte{7}));
  for (std::size_t size = 0; size < frame.size(); ++size)
    EXPECT_FALSE(decompressor.decompress(byte_view(frame).first(size), {}, block)) << size;
  // RFC 8878: the magic, a single segment with 8 bytes of content size, and a size of 2^40.
  const auto huge = bytes_of(std::string_view("\x28\xB5\x2F\xFD\xE0\0\0\0\0\0\1\0\0\0\0\0", 16));
  const auto refused = decompressor.decompress(huge, {}, block);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::malformed_data);
}

TEST(RecordingFormat, BlockNeedsItsReference) {
  block_compressor compressor;
  block_decompressor decompressor;
  byte_buffer older;
  for (unsigned i = 0; i < 4000; ++i) older.push_back(static_cast<std::byte>(i * i >> 3U));
  auto newer = older;
  newer[100] = std::byte{1};
  byte_buffer frame;
  byte_buffer block;
  ASSERT_TRUE(compressor.compress(newer, older, frame));
  EXPECT_LT(frame.size(), 60U);
  ASSERT_TRUE(decompressor.decompress(frame, older, block));
  EXPECT_EQ(block, newer);
  EXPECT_FALSE(decompressor.decompress(frame, {}, block));
  for (std::byte& b : older) b ^= std::byte{1};
  EXPECT_FALSE(decompressor.decompress(frame, older, block));  // the frame's own checksum
}

}  // namespace
