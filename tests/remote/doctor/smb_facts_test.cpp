#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <talloc.h>

#include <perfdata/remote/doctor/smb_facts_text.hpp>

using namespace perfdata;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

struct talloc_free_it {
  void operator()(void* memory) const { _talloc_free(memory, "test"); }
};

/// What looks like a connection by its name, and has one byte.
std::unique_ptr<void, talloc_free_it> connection_without_content() {
  std::unique_ptr<void, talloc_free_it> root(talloc_named_const(nullptr, 0, "root"));
  talloc_named_const(root.get(), 1, "struct smbXcli_conn");
  return root;
}

TEST(SmbFacts, NothingIsReadFromLibrariesOfAnotherRelease) {
  const auto root = connection_without_content();
  for (const auto& release :
       {std::optional<samba_release>(samba_release{4, 18, 0}), std::optional<samba_release>()}) {
    const auto facts = facts_of(root.get(), release);
    EXPECT_THAT(facts.dialect, IsEmpty());
    EXPECT_THAT(facts.cipher, IsEmpty());
    EXPECT_FALSE(facts.server_time);
    const std::string named = release ? "4.18.0" : "unknown";
    EXPECT_EQ(facts.unknown_samba, named);
    EXPECT_THAT(describe(facts), AllOf(HasSubstr("not known"), HasSubstr(named)));
    EXPECT_THAT(remark_on_the_clock(facts), IsEmpty());
  }
}

TEST(SmbFacts, NothingIsKnownBeforeThereIsAConnection) {
  const std::unique_ptr<void, talloc_free_it> root(talloc_named_const(nullptr, 0, "root"));
  const auto facts = facts_of(root.get(), samba_release{4, 17, 12});
  EXPECT_THAT(facts.dialect, IsEmpty());
  EXPECT_THAT(facts.unknown_samba, IsEmpty());
  EXPECT_THAT(describe(facts), IsEmpty());
  EXPECT_EQ(stage_of(root.get()), logon_stage::negotiate);
}

TEST(SmbFacts, ClocksFarApartAreWorthARemark) {
  using std::chrono::system_clock;
  smb_facts facts{.dialect = "SMB 3.1.1", .server_time = system_clock::now() - std::chrono::minutes(10)};
  EXPECT_THAT(describe(facts), AllOf(HasSubstr("offers no encryption"), HasSubstr("s behind")));
  EXPECT_THAT(remark_on_the_clock(facts), HasSubstr("w32tm /resync"));
  facts.server_time = system_clock::now();
  EXPECT_THAT(describe(facts), HasSubstr("clocks agree"));
  EXPECT_THAT(remark_on_the_clock(facts), IsEmpty());
}

}  // namespace
