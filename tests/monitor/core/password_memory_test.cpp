// A password is gone from a process when the connection that it was for has been closed or refused.
#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <tests/support/captured_process.hpp>
#include <tests/support/samba_server.hpp>
#include <unistd.h>

#include <perfdata/base/utf16.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

std::string as_utf16(const std::string& text) {
  const auto bytes = to_utf16le(text);
  std::string units;
  for (const auto byte : bytes) units.push_back(std::to_integer<char>(byte));
  return units;
}

/// How often `needle` stands in what the process may write to.
int count_in_memory(pid_t pid, const std::string& needle) {
  const std::string place = "/proc/" + std::to_string(pid);
  std::ifstream maps(place + "/maps");
  const int memory = ::open((place + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  EXPECT_GE(memory, 0) << place;
  int count = 0;
  std::size_t readable = 0;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream in(line);
    std::size_t from = 0;
    std::size_t to = 0;
    char dash = 0;
    std::string rights;
    in >> std::hex >> from >> dash >> to >> rights;
    if (!rights.starts_with("rw")) continue;
    std::string bytes(to - from, '\0');
    const auto got = ::pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(from));
    if (got <= 0) continue;
    bytes.resize(static_cast<std::size_t>(got));
    readable += bytes.size();
    for (auto at = bytes.find(needle); at != std::string::npos; at = bytes.find(needle, at + 1)) ++count;
  }
  ::close(memory);
  EXPECT_GT(readable, 0U);
  return count;
}

class PasswordMemory : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (const auto why = samba_server::why_not(); !why.empty()) GTEST_SKIP() << why;
  }
};

TEST_P(PasswordMemory, HoldsNoPasswordAfterwards) {
  samba_server server;
  std::string password = server.account().password.reveal();
  const scratch_folder folder;
  if (GetParam() == std::string("refused")) std::ranges::reverse(password);
  write_text(folder / "password", password + '\n');
  captured_process holder({PERFDATA_PASSWORD_HOLDER, server.address().to_string(), server.user(),
                           folder / "password", GetParam()});
  ASSERT_TRUE(holder.wait_for_output("closed", 1, 20s));
  EXPECT_GT(count_in_memory(holder.pid(), server.user()), 0);  // it is the right process
  EXPECT_EQ(count_in_memory(holder.pid(), password), 0);
  EXPECT_EQ(count_in_memory(holder.pid(), as_utf16(password)), 0);
}

INSTANTIATE_TEST_SUITE_P(WhetherItIs, PasswordMemory, testing::Values("accepted", "refused"),
                         [](const auto& one) { return std::string(one.param); });

}  // namespace
