// The views against a reader that copies: the same fields, names and values, block for block.
#include "tests/support/shared_data.hpp"

#include <gtest/gtest.h>
#include <tests/support/big_endian.hpp>
#include <tests/support/blob_scenes.hpp>
#include <tests/support/block_comparison.hpp>
#include <tests/support/damage.hpp>
#include <tests/support/server_scene.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

void expect_equal(byte_view bytes, const std::string& name) {
  SCOPED_TRACE(name);
  const auto plain = read_plainly(bytes);
  ASSERT_TRUE(plain) << plain.error();
  const auto block = data_block::parse(bytes);
  ASSERT_TRUE(block) << block.error().message;
  EXPECT_EQ(first_difference(*block, *plain), "");
}

TEST(PlainComparison, SoundScenesReadTheSameAndHaveNoDefects) {
  for (const auto& scene : sound_scenes()) {
    expect_equal(scene.bytes, scene.name);
    EXPECT_TRUE(data_block::parse(byte_view(scene.bytes))->defects().empty()) << scene.name;
  }
}

TEST(PlainComparison, OddScenesReadTheSame) {
  for (const auto& scene : odd_scenes()) expect_equal(scene.bytes, scene.name);
}

TEST(PlainComparison, ABlockReadsTheSameAtAnOddAddress) {
  for (const auto& scene : sound_scenes()) {
    const auto bytes = shifted(scene.bytes);
    expect_equal(byte_view(bytes).subspan(1), scene.name);
  }
}

TEST(PlainComparison, ABigEndianBlockReadsTheSame) {
  auto scenes = sound_scenes();
  std::ranges::move(odd_scenes(), std::back_inserter(scenes));
  for (const auto& scene : scenes) {
    const auto turned = to_big_endian(scene.bytes);
    const auto block = data_block::parse(byte_view(turned));
    ASSERT_TRUE(block) << scene.name << ": " << block.error().message;
    EXPECT_EQ(first_difference(*block, *read_plainly(scene.bytes)), "") << scene.name;
  }
}

TEST(PlainComparison, AServersBlockReadsTheSame) {
  for (const auto& shape : {server_64_kib, server_1_mib})
    expect_equal(build_server_block(shape, 0), std::string(shape.name));
}

TEST(PlainComparison, ServerScenesHaveTheSizesOfTheirNames) {
  const auto near = [](std::size_t size, double target) {
    return static_cast<double>(size) > 0.95 * target && static_cast<double>(size) < 1.05 * target;
  };
  for (const auto& [shape, target] : {std::pair(server_64_kib, 65'536.0), {server_1_mib, 1'048'576.0}}) {
    EXPECT_TRUE(near(build_server_block(shape, 0).size(), target)) << build_server_block(shape, 0).size();
    EXPECT_TRUE(near(build_server_titles(shape).size(), target)) << build_server_titles(shape).size();
  }
}

TEST(PlainComparison, ADifferenceIsFoundWhereverItIs) {
  const auto scene = sound_scenes().at(2);
  const auto plain = *read_plainly(scene.bytes);
  ASSERT_EQ(first_difference(*data_block::parse(byte_view(scene.bytes)), plain), "");
  for (const auto& field : steering_fields(scene.bytes)) {
    if (field.name != "CounterOffset" && field.name != "ParentObjectInstance") continue;
    auto bytes = scene.bytes;
    set_u32(bytes, field.offset, field.value + 4);
    EXPECT_NE(first_difference(*data_block::parse(byte_view(bytes)), plain), "") << field.label();
  }
}

TEST(PlainComparison, OurOwnCapturesReadTheSame) {
  const std::filesystem::path folder(PERFDATA_SOURCE_DIR "/samples/captures");
  for (const char* name : {"linux_2_4_238_older.bin", "linux_2_4_238_newer.bin", "smbd_2_10.bin"})
    expect_equal(read_bytes(folder / name), name);
}

TEST(PlainComparison, RealCapturesReadTheSame) {
  const auto files = captures("hkpd", ".bin");
  if (files.empty()) GTEST_SKIP() << "skipped: no captures below " << shared_data("hkpd");
  for (const auto& file : files) expect_equal(read_bytes(file), file.filename().string());
}

}  // namespace
