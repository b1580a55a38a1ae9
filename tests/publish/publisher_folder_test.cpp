// The folder that a publisher fills.
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <tests/publish/publish_scene.hpp>
#include <tests/support/captured_process.hpp>

#include <perfdata/publish/samba_publisher.hpp>

using namespace perfdata;
using namespace perfdata::test;
namespace fs = std::filesystem;

namespace {

TEST(PublisherFolder, IsMadeWithFilesThatEverybodyReads) {
  const scratch_folder scratch;
  const auto state = scratch / "new";
  const publish_scene scene;
  const auto before = ::umask(077);
  const auto publisher = samba_publisher::open(state);
  const bool published = publisher && (*publisher)->publish(scene.block, scene.titles, scene.helps);
  ::umask(before);
  ASSERT_TRUE(published);
  for (const char* name : {"names.tdb", "data.tdb"})
    EXPECT_EQ(fs::status(state / "perfmon" / name).permissions(), fs::perms(0644)) << name;
}

TEST(PublisherFolder, HasOnePublisherAtATime) {
  const scratch_folder scratch;
  auto first = samba_publisher::open(scratch / "state");
  ASSERT_TRUE(first) << first.error().message;
  const auto second = samba_publisher::open(scratch / "state");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, errc::unsupported);
  first->reset();
  EXPECT_TRUE(samba_publisher::open(scratch / "state"));
}

TEST(PublisherFolder, ThatCannotBeMadeIsAnErrorWithItsName) {
  const auto failed = samba_publisher::open("/proc/no/such");
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().message.find("/proc/no/such/perfmon"), std::string::npos);
  EXPECT_FALSE(failed.error().advice.empty());
}

TEST(PublisherFolder, WhatOthersLeftThereIsReplaced) {
  const scratch_folder scratch;
  fs::create_directories(scratch / "perfmon");
  write_text(scratch / "perfmon/data.tdb", "no tdb at all");
  const auto publisher = samba_publisher::open(scratch / "");
  ASSERT_TRUE(publisher) << publisher.error().message;
  const publish_scene scene;
  EXPECT_TRUE((*publisher)->publish(scene.block, scene.titles, scene.helps));
}

}  // namespace
