#include <gtest/gtest.h>

#include <perfdata/connection/win32_error.hpp>

using namespace perfdata;

namespace {

TEST(Win32Error, NamesAreThoseOfWinerror) {
  EXPECT_EQ(win32_error_name(5), "ERROR_ACCESS_DENIED (5)");
  EXPECT_EQ(win32_error_name(1722), "RPC_S_SERVER_UNAVAILABLE (1722)");
  EXPECT_EQ(win32_error_name(4711), "Win32 error 4711");
  EXPECT_EQ(nt_status_name(0xC000006D), "STATUS_LOGON_FAILURE (0xC000006D)");
  EXPECT_EQ(nt_status_name(0xC0001234), "NTSTATUS 0xC0001234");
}

struct kind_case {
  std::uint32_t nt_status;
  std::uint32_t win32;
  errc kind;
};

TEST(Win32Error, StatusesMapToCodesAndKinds) {
  for (const auto& c :
       {kind_case{0xC000006D, 1326, errc::logon_failed}, kind_case{0xC000006A, 86, errc::logon_failed},
        kind_case{0xC0000234, 1909, errc::logon_failed}, kind_case{0xC0000022, 5, errc::access_denied},
        kind_case{0xC00000B5, 121, errc::timed_out}, kind_case{0xC0000236, 1225, errc::unreachable},
        kind_case{0xC000020C, 64, errc::connection_lost}, kind_case{0xC000014B, 109, errc::connection_lost},
        kind_case{0xC0020017, 1722, errc::connection_lost}}) {
    const auto failed = nt_failure("HOST", "some step", c.nt_status);
    EXPECT_EQ(failed.code, c.kind) << failed.message;
    ASSERT_TRUE(failed.system);
    EXPECT_EQ(failed.system->win32, c.win32);
    EXPECT_EQ(failed.system->nt_status, c.nt_status);
    EXPECT_EQ(failed.system->step, "some step");
    EXPECT_NE(failed.message.find("some step"), std::string::npos);
  }
}

TEST(Win32Error, EveryStatusHasAWin32Row) {
  for (std::uint32_t high : {0x00000000U, 0xC0000000U, 0xC0020000U, 0xC0030000U})
    for (std::uint32_t low = 0; low < 0x10000; ++low)
      if (const auto* row = find_nt_status(high + low)) {
        EXPECT_NE(find_win32_error(row->win32), nullptr) << row->name;
      }
}

TEST(Win32Error, TheCodesThatMeanReconnect) {
  for (const std::uint32_t code : {6U, 64U, 1722U, 1726U})
    EXPECT_TRUE(is_lost_connection(win32_failure("HOST", "step", code))) << code;
  for (const std::uint32_t code : {2U, 5U, 87U, 234U, 1326U, 4711U})
    EXPECT_FALSE(is_lost_connection(win32_failure("HOST", "step", code))) << code;
}

TEST(Win32Error, UnknownCodesAreToldAsNumbers) {
  const auto failed = win32_failure("HOST", "step", 4711);
  EXPECT_EQ(failed.code, errc::system_failure);
  EXPECT_EQ(failed.message, "HOST: \"step\" failed: Win32 error 4711");
}

}  // namespace
