// Blocks from real Windows machines, Windows XP to 10.
#include "tests/support/shared_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include <perfdata/view/data_block.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

class RealCaptures : public testing::Test {
 protected:
  void SetUp() override {
    files_ = captures("hkpd", ".bin");
    if (files_.empty()) GTEST_SKIP() << "skipped: no captures below " << shared_data("hkpd");
  }
  std::vector<std::filesystem::path> files_;
};

TEST_F(RealCaptures, DecodeWithoutADefectButTheOneThatIsKnown) {
  for (const auto& file : files_) {
    const auto bytes = read_bytes(file);
    const auto block = data_block::parse(bytes);
    ASSERT_TRUE(block) << file << ": " << block.error().message;
    // Windows XP states 64 bytes for the last counter block of Processor, whose counters reach to 120.
    const bool known = file.filename().string().starts_with("00_q238");
    EXPECT_EQ(block->defects().size(), known ? 1U : 0U) << file;
  }
}

TEST_F(RealCaptures, EveryCounterHasItsValue) {
  for (const auto& file : files_) {
    const auto bytes = read_bytes(file);
    const auto block = *data_block::parse(bytes);
    for (const auto object : block.objects())
      for (const auto instance : object.instances())
        for (const auto counter : object.counters()) EXPECT_TRUE(instance.value(counter)) << file;
  }
}

std::uint64_t mask_of(const counter_definition& counter) {
  return counter.size() == 4 ? 0xFFFFFFFFU : ~std::uint64_t{0};
}

// `_Total` is the sum of the other rows, or for percentages of processors and disks the floor of their
// average. The lists are the identity as it was found to hold in every capture
// (truth/total_row_identity.json).
void check_total_row(const object_type& object, const std::set<std::uint32_t>& averages,
                     const std::set<std::uint32_t>& zeros, const std::filesystem::path& file) {
  for (const auto counter : object.counters()) {
    std::uint64_t sum = 0;
    std::uint64_t rows = 0;
    std::optional<std::uint64_t> total;
    for (const auto instance : object.instances()) {
      if (to_utf8(instance.name()) == "_Total")
        total = instance.value(counter);
      else
        sum += instance.value(counter).value(), ++rows;
    }
    ASSERT_TRUE(total) << file;
    std::uint64_t expected = sum & mask_of(counter);
    if (averages.contains(counter.title_index())) expected = sum / rows;
    if (zeros.contains(counter.title_index())) expected = 0;
    if (counter.type() == counter_type::elapsed_time)
      expected = static_cast<std::uint64_t>(object.perf_time());
    EXPECT_EQ(*total, expected) << file << " counter " << counter.title_index();
  }
}

TEST_F(RealCaptures, TotalRowsObeyTheirIdentity) {
  std::map<std::uint32_t, int> checked;
  for (const auto& file : files_) {
    const auto bytes = read_bytes(file);
    const auto block = *data_block::parse(bytes);
    for (const auto object : block.objects()) {
      switch (object.title_index()) {
        case 230: check_total_row(object, {}, {682, 784, 1410}, file); break;
        case 234:
        case 236: check_total_row(object, {200, 202, 204, 1482}, {}, file); break;
        case 238: check_total_row(object, {6, 142, 144, 696, 698, 1746, 1748, 1750, 1752}, {}, file); break;
        default: continue;
      }
      ++checked[object.title_index()];
    }
  }
  for (const std::uint32_t index : {230U, 234U, 236U, 238U}) EXPECT_GT(checked[index], 0) << index;
}

TEST_F(RealCaptures, BufferLargerThanItsBlockDecodesTheBlock) {
  for (const auto& file : files_) {
    if (file.parent_path().filename() != "appinsights-win10") continue;
    auto bytes = read_bytes(file);
    bytes.resize(260'000);  // as RegQueryValueEx filled it
    const auto block = data_block::parse(bytes);
    ASSERT_TRUE(block);
    EXPECT_EQ(block->extent(), 44'400U);
    const auto process = block->find_object(230);
    ASSERT_TRUE(process);
    EXPECT_EQ(process->instances().size(), 165U);
    EXPECT_EQ(process->counters().size(), 28U);
    EXPECT_EQ(to_utf8((*process->instances().begin()).name()), "Idle");
  }
}

}  // namespace
