#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <tests/support/scratch_folder.hpp>
#include <tests/support/shared_data.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/names/base_names.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/recording/file_source.hpp>

using namespace perfdata;

namespace {

std::string text_of(const byte_buffer& bytes) {
  std::string text;
  for (const std::byte byte : bytes) text += std::to_integer<char>(byte);
  return text;
}

byte_buffer small_block() {
  block_builder builder({.system_name = "PERFHOST"});
  auto object = builder.add_object({.title_index = 2, .has_instances = false});
  (void)object.add_counter({.title_index = 10});
  (void)object.only_instance();
  return builder.finish();
}

TEST(FileSource, AnswersObjectsWithTheBlockAsItIs) {
  const test::scratch_folder folder;
  const auto block = small_block();
  test::write_text(folder / "block.bin", text_of(block));
  const auto source = open_file_source(folder / "block.bin");
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_EQ((*source)->machine(), "PERFHOST");
  for (const char* value_name : {"Global", "gLOBAL", "2", "2 238"}) {
    byte_buffer answer;
    ASSERT_TRUE((*source)->query(value_name, answer)) << value_name;
    EXPECT_EQ(answer, block);
  }
}

TEST(FileSource, NamesAreThoseThatEveryWindowsHas) {
  const test::scratch_folder folder;
  test::write_text(folder / "block.bin", text_of(small_block()));
  const auto source = open_file_source(folder / "block.bin");
  ASSERT_TRUE(source);
  byte_buffer answer;
  ASSERT_TRUE((*source)->query("Counter 009", answer));
  const auto names = title_table::parse(answer);
  ASSERT_TRUE(names);
  EXPECT_EQ(names->find(238), "Processor");
  EXPECT_EQ(names->find(784), "ID Process");
  EXPECT_EQ(names->size(), base_names().size());
  const auto help = (*source)->query("Help 009", answer);
  ASSERT_FALSE(help);
  EXPECT_EQ(help.error().code, errc::not_found);
}

// Against the table of a real machine.
TEST(FileSource, BaseNamesAreARealMachines) {
  const auto file = test::shared_data("names/pal-vista_Counter009.multi_sz.utf16le.bin");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "skipped: " << file << " is not here";
  const auto real = title_table::parse(test::read_bytes(file));
  ASSERT_TRUE(real);
  std::size_t compared = 0;
  for (const auto& name : base_names()) {
    if (real->find(name.index).empty()) continue;                              // newer than Vista
    EXPECT_TRUE(real->find(name.index).starts_with(name.text)) << name.index;  // some end in a blank
    ++compared;
  }
  EXPECT_GT(compared, 150U);
}

TEST(FileSource, SaysWhatAFileIsNot) {
  const test::scratch_folder folder;
  test::write_text(folder / "text", "a letter to a friend");
  const auto other = open_file_source(folder / "text");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, errc::unsupported);
  EXPECT_FALSE(other.error().advice.empty());
  EXPECT_FALSE(open_file_source(folder / "absent"));
}

TEST(FileSource, BlockThatEndsInsideItsHeaderIsAnErrorThatNamesTheFile) {
  const test::scratch_folder folder;
  test::write_text(folder / "cut", text_of(small_block()).substr(0, 40));
  const auto cut = open_file_source(folder / "cut");
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, errc::truncated_data);
  EXPECT_NE(cut.error().message.find("cut"), std::string::npos);
}

}  // namespace
