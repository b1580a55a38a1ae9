// The system's own advapi32 with a provider of ours.
#include "tests/windows/test_provider.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tests/support/environment.hpp>

#include <perfdata/collect/collector.hpp>
#include <perfdata/connection/this_machine.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/registry/connect.hpp>
#include <perfdata/remote/remote_machine.hpp>
#include <perfdata/view/data_block.hpp>
#include <perfdata/windows/registry_calls.hpp>

using namespace perfdata;
using testing::ElementsAre;

namespace {

class ThisMachine : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = open_this_machine();
    ASSERT_TRUE(opened) << opened.error().message;
    source_ = *std::move(opened);
  }
  void TearDown() override {
    test::unset_variable("PERFDATA_TEST_INSTANCES");
    test::unset_variable("PERFDATA_TEST_RAW");
  }

  [[nodiscard]] data_block ask(const std::string& value_name) {
    const auto asked = source_->query(value_name, answer_);
    EXPECT_TRUE(asked) << asked.error().message;
    auto block = data_block::parse(answer_);
    EXPECT_TRUE(block) << block.error().message;
    return *std::move(block);
  }

  std::unique_ptr<counter_source> source_;
  byte_buffer answer_;
};

std::vector<std::uint32_t> titles_of(const data_block& block) {
  std::vector<std::uint32_t> titles;
  for (const auto object : block.objects()) titles.push_back(object.title_index());
  return titles;
}

TEST_F(ThisMachine, WithoutProvidersItsBlockIsSoundAndNamesIt) {
  const auto block = ask("Global");
  EXPECT_TRUE(titles_of(block).empty());
  EXPECT_TRUE(block.defects().empty());
  EXPECT_EQ(to_utf8(block.system_name().until_nul()), source_->machine());
}

TEST_F(ThisMachine, TitleTablesComeUnderEveryNameTheyHave) {
  for (const char* name : {"Counter 009", "Help 009", "Explain 009", "counter 009"}) {
    ASSERT_TRUE(source_->query(name, answer_)) << name;
    const auto table = title_table::parse(answer_);
    ASSERT_TRUE(table) << name << table.error().message;
    EXPECT_FALSE(table->empty()) << name;
  }
}

TEST_F(ThisMachine, ProvidersObjectsAreDecodedWithTheirValues) {
  const test::test_provider provider;
  const auto block = ask("Global");
  ASSERT_THAT(titles_of(block), ElementsAre(7000U, 7100U));
  EXPECT_TRUE(block.defects().empty());
  const auto object = *block.objects().begin();
  std::vector<std::string> names;
  std::vector<std::uint64_t> values;
  const auto first = *object.counters().begin();
  for (const auto instance : object.instances()) {
    names.push_back(to_utf8(instance.name().until_nul()));
    values.push_back(*instance.value(first));
  }
  EXPECT_THAT(names, ElementsAre("alpha", "Büro", "_Total"));
  EXPECT_THAT(values, ElementsAre(100U, 200U, 300U));
}

TEST_F(ThisMachine, ListOfIndexesBringsWhatItLists) {
  const test::test_provider provider;
  EXPECT_THAT(titles_of(ask("7100")), ElementsAre(7100U));
  EXPECT_TRUE(titles_of(ask("2 238")).empty());
}

TEST_F(ThisMachine, ValuesAreCookedFromTwoSamples) {
  const test::test_provider provider;
  collector counters(*source_, source_names{});
  std::vector<counter_path> paths;
  for (const char* path : {R"(\7000(*)\7004)", R"(\7000(Büro)\7006)", R"(\7100\7102)"})
    paths.push_back(*counter_path::parse(path));
  ASSERT_TRUE(counters.select(paths));
  ASSERT_TRUE(counters.collect());
  const auto second = counters.collect();
  ASSERT_TRUE(second) << second.error().message;
  std::vector<double> values;
  for (const auto& row : (*second)->rows) values.push_back(row.cooked.value.value_or(-1));
  EXPECT_THAT(values, ElementsAre(1, 2, 3, 50, 42));
}

TEST_F(ThisMachine, AnswerOfAnySizeArrivesWhole) {
  const test::test_provider provider;
  test::set_variable("PERFDATA_TEST_INSTANCES", "6000");
  for (int i = 0; i < 2; ++i) {
    const auto block = ask("7000");
    EXPECT_GT(answer_.size(), 400'000U);
    EXPECT_EQ((*block.objects().begin()).stated_instances(), 6000);
  }
}

TEST_F(ThisMachine, TwoServicesWithTheSameObjectsAreBothThere) {
  const test::test_provider one("perfdata test one");
  const test::test_provider other("perfdata test other");
  EXPECT_THAT(titles_of(ask("Global")), ElementsAre(7000U, 7100U, 7000U, 7100U));
}

// Wine hands a provider the wrong place: its objects lie behind where the header says.
TEST_F(ThisMachine, BlockWithObjectsInTheWrongPlaceIsSurvived) {
  const test::test_provider provider;
  test::set_variable("PERFDATA_TEST_RAW", "1");
  for (const char* name : {"Global", "7000"}) {
    ASSERT_TRUE(source_->query(name, answer_));
    const auto block = data_block::parse(answer_);
    if (!block) continue;
    EXPECT_TRUE(!block->defects().empty() || titles_of(*block).size() == block->stated_objects()) << name;
  }
}

TEST_F(ThisMachine, ClosingOneSourceLeavesTheOthersTheirs) {
  const test::test_provider provider;
  auto other = open_this_machine();
  ASSERT_TRUE(other);
  EXPECT_EQ(titles_of(ask("7100")).size(), 1U);
  other->reset();
  EXPECT_EQ(titles_of(ask("7100")).size(), 1U);
  source_.reset();
  SetUp();
  EXPECT_EQ(titles_of(ask("7100")).size(), 1U);
}

TEST_F(ThisMachine, ItsKeyMayBeClosedTwice) {
  auto& calls = *win32::advapi32();
  auto* const key = calls.predefined(predefined_key::performance_data);
  for (int i = 0; i < 2; ++i) {
    const auto code = calls.close_key(key);
    EXPECT_TRUE(code == 0 || code == 6) << code;
  }
  const auto block = ask("Global");
  EXPECT_TRUE(block.defects().empty());
}

TEST_F(ThisMachine, ItIsReachedByItsOwnNameToo) {
  const test::test_provider provider;
  const auto same =
      connect_remote_machine({.host = source_->machine()}, {.credentials = caller_credentials{}});
  ASSERT_TRUE(same) << same.error().message;
  byte_buffer bytes;
  ASSERT_TRUE((*same)->query("7100", bytes));
  EXPECT_THAT(titles_of(*data_block::parse(bytes)), ElementsAre(7100U));
}

TEST(AnotherMachine, ThatIsNotThereIsBadNetPath) {
  const auto source =
      connect_remote_machine({.host = "no-such-host.invalid"}, {.credentials = caller_credentials{}});
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, errc::unreachable);
  EXPECT_EQ(source.error().system->win32, 53U);
  const auto key = connect(machine_address{.host = "no-such-host.invalid"}, predefined_key::local_machine,
                           caller_credentials{});
  ASSERT_FALSE(key);
  EXPECT_EQ(key.error().system->win32, 53U);
}

}  // namespace
