#include <gtest/gtest.h>

#include <perfdata/connection/win32_error.hpp>

using namespace perfdata;

namespace {

TEST(Win32Error, NamesAreThoseOfWinerror) {
  EXPECT_EQ(win32_error_name(5), "ERROR_ACCESS_DENIED (5)");
  EXPECT_EQ(win32_error_name(1722), "RPC_S_SERVER_UNAVAILABLE (1722)");
  EXPECT_EQ(win32_error_name(0x800007D5), "PDH_NO_DATA (0x800007D5)");
  EXPECT_EQ(win32_error_name(4711), "Win32 error 4711");
  EXPECT_EQ(nt_status_name(0xC000006D), "STATUS_LOGON_FAILURE (0xC000006D)");
  EXPECT_EQ(nt_status_name(0xC0001234), "NTSTATUS 0xC0001234");
}

// Every code of RegConnectRegistry's contract: what a query, its connection, the RPC run-time and the cooked
// results can end in.
TEST(Win32Error, EveryCodeOfTheContractHasNameTextKindAndAdvice) {
  for (const std::uint32_t code :
       {0U,          2U,          5U,          6U,          8U,          19U,         21U,
        53U,         59U,         64U,         86U,         87U,         120U,        167U,
        170U,        234U,        258U,        997U,        1231U,       1326U,       1327U,
        1331U,       1450U,       1717U,       1722U,       1726U,       1727U,       1825U,
        161U,        1018U,       1745U,       0x800007D1U, 0x800007D2U, 0x800007D4U, 0x800007D5U,
        0x800007D6U, 0x800007D7U, 0x800007D8U, 0xC0000BB8U, 0xC0000BBAU, 0xC0000BC6U, 0xC0000BFEU}) {
    const auto* row = find_win32_error(code);
    ASSERT_NE(row, nullptr) << code;
    EXPECT_FALSE(row->name.empty()) << code;
    EXPECT_TRUE(row->message.ends_with('.')) << code << ": " << row->message;
    EXPECT_FALSE(row->meaning.empty()) << code;
    EXPECT_FALSE(row->advice.empty()) << code;
    EXPECT_EQ(win32_failure("HOST", "step", code).code, row->kind) << code;
  }
}

TEST(Win32Error, TextsAreThoseOfFormatMessage) {
  EXPECT_EQ(win32_message(5), "Access is denied.");
  EXPECT_EQ(win32_message(6), "The handle is invalid.");
  EXPECT_EQ(win32_message(53), "The network path was not found.");
  EXPECT_EQ(win32_message(1722), "The RPC server is unavailable.");
  EXPECT_EQ(win32_message(0x800007D5), "No data to return.");
  EXPECT_EQ(win32_message(4711), "");
}

TEST(Win32Error, TheSystemsTextIsReachableFromAnError) {
  EXPECT_EQ(system_message(win32_failure("HOST", "step", 5)), "Access is denied.");
  EXPECT_EQ(system_message(nt_failure("HOST", "step", 0xC0000022)), "Access is denied.");
  EXPECT_EQ(system_message(nt_failure("HOST", "step", 0xC0001234)), "");
  EXPECT_EQ(system_message({.code = errc::not_found, .message = "no system behind it"}), "");
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
        kind_case{0xC0020017, 1722, errc::connection_lost}, kind_case{0xC002002E, 1745, errc::unsupported}}) {
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
