#include <gtest/gtest.h>

#include <perfdata/remote/doctor/samba_release.hpp>

using namespace perfdata;

namespace {

TEST(SambaRelease, IsReadFromTheNameOfItsSymbols) {
  EXPECT_EQ(release_of("SAMBA_4.17.12_DEBIAN_SAMBA4"), (samba_release{4, 17, 12}));
  EXPECT_EQ(release_of("SAMBA_4.19.5"), (samba_release{4, 19, 5}));
  for (const char* other : {"", "SAMBA_", "SAMBA_4", "SAMBA_4.17", "SAMBA_4.17.", "SAMBA_-4.17.12",
                            "SAMBA_4.17.99999999999", "libcli-smb-common-samba4.so.0", "DCERPC_0.0.1"})
    EXPECT_EQ(release_of(other), std::nullopt) << other;
}

TEST(SambaRelease, OnlyTheOneThatWasLookedIntoIsKnown) {
  EXPECT_TRUE(is_known({4, 17, 0}));
  EXPECT_TRUE(is_known({4, 17, 12}));
  EXPECT_FALSE(is_known({4, 16, 12}));
  EXPECT_FALSE(is_known({4, 18, 0}));
  EXPECT_FALSE(is_known({5, 17, 0}));
}

TEST(SambaRelease, TheLibraryOfThisProcessSaysWhatItIs) {
  const auto release = loaded_samba_release();
  ASSERT_TRUE(release);
  EXPECT_EQ(release->major, 4);
  EXPECT_GT(release->minor, 0);
}

}  // namespace
