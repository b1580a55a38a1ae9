#include <cstdio>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <tests/support/scratch_folder.hpp>

#include <perfdata/recording/whole_file.hpp>

using namespace perfdata;

namespace {

TEST(WholeFile, ReadsEveryByteWhateverTheSize) {
  const test::scratch_folder folder;
  for (const std::size_t size : {0U, 1U, 65535U, 65536U, 65537U, 300000U}) {
    std::string text(size, 'x');
    if (size != 0) text.back() = '!';
    test::write_text(folder / "f", text);
    const auto bytes = read_whole_file(folder / "f");
    ASSERT_TRUE(bytes) << bytes.error().message;
    EXPECT_EQ(bytes->size(), size);
    const auto last = size == 0 ? std::byte{} : bytes->back();
    EXPECT_EQ(last, size == 0 ? std::byte{} : std::byte{'!'});
  }
}

TEST(WholeFile, CeilingIsTheLargestThatIsRead) {
  const test::scratch_folder folder;
  test::write_text(folder / "f", std::string(100, 'x'));
  EXPECT_TRUE(read_whole_file(folder / "f", 100));
  const auto larger = read_whole_file(folder / "f", 99);
  ASSERT_FALSE(larger);
  EXPECT_EQ(larger.error().code, errc::too_large);
}

TEST(WholeFile, EndlessStreamStopsAtTheCeiling) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> zero(std::fopen("/dev/zero", "rb"), std::fclose);
  if (!zero) GTEST_SKIP() << "skipped: no /dev/zero";
  const auto bytes = read_whole_stream(zero.get(), "standard input", 1 << 20);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().code, errc::too_large);
  EXPECT_NE(bytes.error().message.find("standard input"), std::string::npos);
}

TEST(WholeFile, ErrorNamesTheFile) {
  const auto missing = read_whole_file("/nowhere/block.bin");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, errc::not_found);
  EXPECT_NE(missing.error().message.find("/nowhere/block.bin"), std::string::npos);
  EXPECT_FALSE(read_whole_file("/"));
}

}  // namespace
