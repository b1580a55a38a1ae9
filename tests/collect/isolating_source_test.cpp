#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <sstream>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/collect/collector.hpp>
#include <perfdata/collect/isolating_source.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

namespace {

using list = std::vector<std::uint32_t>;

error failed(errc code, const std::string& what) {
  return {.code = code, .message = what};
}

byte_buffer block_of(const list& objects) {
  block_builder block({.system_name = "M"});
  for (const std::uint32_t index : objects) {
    auto object = block.add_object({.title_index = index, .has_instances = false});
    (void)object.only_instance();
  }
  return block.finish();
}

/// A machine with objects, some of them bad, on a clock of its own: a list with a bad object takes the time
/// of a timeout.
struct made_up_machine {
  list objects{2, 4, 230, 238, 500, 510, 520, 530};
  std::set<std::uint32_t> bad{};
  bool dead = false;
  bool dies_with_a_bad_object = false;  // it does not even answer the probe after it
  errc bad_code = errc::timed_out;
  std::chrono::steady_clock::time_point now{1h};
  std::vector<std::string> asked{};
};

class made_up_source final : public counter_source {
 public:
  explicit made_up_source(made_up_machine& machine) : machine_(machine) {}

  result<void> query(std::string_view name, byte_buffer& answer) override {
    machine_.asked.emplace_back(name);
    if (machine_.dead || std::exchange(stunned_, false)) {
      machine_.now += 10s;
      return failure(failed(errc::timed_out, "the machine does not answer"));
    }
    if (name == "Counter 009") return {};
    list wanted;
    std::istringstream numbers{std::string(name)};
    for (std::uint32_t number = 0; numbers >> number;) wanted.push_back(number);
    if (name == "Global") wanted = machine_.objects;
    for (const std::uint32_t object : wanted) {
      if (!machine_.bad.contains(object)) continue;
      machine_.now += 10s;
      stunned_ = machine_.dies_with_a_bad_object;
      return failure(failed(machine_.bad_code, "object " + std::to_string(object) + " hangs"));
    }
    std::erase_if(wanted, [&](auto object) { return std::ranges::count(machine_.objects, object) == 0; });
    answer = block_of(wanted);
    return {};
  }
  [[nodiscard]] std::string machine() const override { return "M"; }

 private:
  made_up_machine& machine_;
  bool stunned_ = false;
};

class Isolation : public testing::Test {
 protected:
  explicit Isolation(std::chrono::milliseconds patience = 1h)
      : source_(isolate_objects(std::make_unique<made_up_source>(there_),
                                {.patience = patience, .now = [this] { return there_.now; }})) {}

  /// The objects that came; nothing when the query failed.
  std::optional<list> ask(std::string_view name) {
    there_.asked.clear();
    byte_buffer answer;
    const auto asked = source_->query(name, answer);
    if (!asked) {
      last_error_ = asked.error();
      return std::nullopt;
    }
    const auto block = data_block::parse(answer);
    EXPECT_TRUE(block);
    list came;
    for (const auto object : block->objects()) came.push_back(object.title_index());
    return came;
  }
  [[nodiscard]] list left_out() const {
    list objects;
    for (const auto& each : source_->left_out()) objects.push_back(each.title_index);
    return objects;
  }

  made_up_machine there_;
  std::unique_ptr<counter_source> source_;
  error last_error_;
};

constexpr auto all = "2 4 230 238 500 510 520 530";

TEST_F(Isolation, AHealthyListIsOneQuery) {
  EXPECT_EQ(ask(all), there_.objects);
  EXPECT_THAT(there_.asked, ElementsAre(all));
  EXPECT_THAT(left_out(), IsEmpty());
}

TEST_F(Isolation, TheCulpritIsFoundSaidAndLeftOut) {
  for (const std::uint32_t culprit : list(there_.objects)) {
    SCOPED_TRACE(culprit);
    made_up_machine& machine = there_;
    machine = {};
    machine.bad = {culprit};
    source_ = isolate_objects(std::make_unique<made_up_source>(machine),
                              {.patience = 1h, .now = [&machine] { return machine.now; }});
    list others = machine.objects;
    std::erase(others, culprit);
    EXPECT_EQ(ask(all), others);
    EXPECT_THAT(left_out(), ElementsAre(culprit));
    EXPECT_EQ(source_->left_out()[0].why.message, "object " + std::to_string(culprit) + " hangs");
    EXPECT_LE(there_.asked.size(), 12U);  // about twice the depth of the splitting, and the probes
    EXPECT_EQ(ask(all), others);          // from now on one query
    EXPECT_EQ(there_.asked.size(), 1U);
    EXPECT_THAT(left_out(), ElementsAre(culprit));
  }
}

TEST_F(Isolation, SeveralCulpritsAreFound) {
  there_.bad = {2, 500, 530};
  EXPECT_EQ(ask(all), (list{4, 230, 238, 510, 520}));
  EXPECT_THAT(left_out(), ElementsAre(2, 500, 530));
}

TEST_F(Isolation, EveryKindThatAnObjectCanCauseIsIsolatedAndNoOther) {
  for (const auto code : {errc::timed_out, errc::connection_lost, errc::system_failure, errc::malformed_data,
                          errc::too_large, errc::access_denied}) {
    there_ = {.bad = {238}, .bad_code = code};
    source_ = isolate_objects(std::make_unique<made_up_source>(there_),
                              {.patience = 1h, .now = [this] { return there_.now; }});
    EXPECT_TRUE(ask("2 238"));
    EXPECT_THAT(left_out(), ElementsAre(238));
  }
  for (const auto code : {errc::unreachable, errc::logon_failed, errc::cancelled, errc::invalid_argument}) {
    there_ = {.bad = {238}, .bad_code = code};
    source_ = isolate_objects(std::make_unique<made_up_source>(there_),
                              {.patience = 1h, .now = [this] { return there_.now; }});
    EXPECT_FALSE(ask("2 238"));
    EXPECT_EQ(last_error_.code, code);
    EXPECT_THAT(there_.asked, ElementsAre("2 238"));
  }
}

TEST_F(Isolation, AMachineThatIsDeadIsNotTakenApartAndIsWholeWhenItIsBack) {
  EXPECT_TRUE(ask(all));
  there_.dead = true;
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(ask(all));
    EXPECT_EQ(last_error_.message, "the machine does not answer");
    EXPECT_LE(there_.asked.size(), 2U);
  }
  there_.dead = false;
  EXPECT_EQ(ask(all), there_.objects);
  EXPECT_THAT(left_out(), IsEmpty());
  EXPECT_EQ(ask(all), there_.objects);
  EXPECT_THAT(there_.asked, ElementsAre(all));
}

TEST_F(Isolation, AProviderThatHangsTheWholeMachineForAWhileIsFoundAllTheSame) {
  there_.bad = {230};
  there_.dies_with_a_bad_object = true;
  bool answered = false;
  for (int i = 0; i < 20 && !answered; ++i) answered = ask(all).has_value() && left_out() == list{230};
  EXPECT_TRUE(answered);
}

TEST_F(Isolation, ACulpritIsAskedForAgainNowAndThenAndComesBackWhenItAnswers) {
  there_.bad = {230};
  EXPECT_TRUE(ask("2 230"));
  there_.now += 29s;
  EXPECT_TRUE(ask("2 230"));
  EXPECT_THAT(there_.asked, ElementsAre("2"));
  there_.now += 2s;
  EXPECT_TRUE(ask("2 230"));
  EXPECT_THAT(there_.asked, ElementsAre("2", "230"));  // by itself, when the others have answered
  there_.now += 59s;                                   // now twice as long
  EXPECT_TRUE(ask("2 230"));
  EXPECT_THAT(there_.asked, ElementsAre("2"));
  there_.bad.clear();
  there_.now += 2s;
  EXPECT_TRUE(ask("2 230"));
  EXPECT_EQ(ask("2 230"), (list{2, 230}));
  EXPECT_THAT(there_.asked, ElementsAre("2 230"));
  EXPECT_THAT(left_out(), IsEmpty());
}

TEST_F(Isolation, AListOfNothingButCulpritsFailsWithTheirError) {
  there_.bad = {238};
  EXPECT_FALSE(ask("238"));
  EXPECT_EQ(last_error_.message, "object 238 hangs");
  EXPECT_THAT(left_out(), ElementsAre(238));
  EXPECT_FALSE(ask("238"));  // without asking
  EXPECT_THAT(there_.asked, IsEmpty());
  EXPECT_EQ(ask("2"), (list{2}));
}

TEST_F(Isolation, GlobalIsTakenApartByWhatItLastConsistedOf) {
  EXPECT_EQ(ask("Global"), there_.objects);
  there_.bad = {510};
  EXPECT_EQ(ask("global"), (list{2, 4, 230, 238, 500, 520, 530}));
  EXPECT_THAT(left_out(), ElementsAre(510));
  EXPECT_TRUE(ask("Global"));
  EXPECT_THAT(there_.asked, ElementsAre("2 4 230 238 500 520 530"));
  there_.bad.clear();
  there_.now += 1h;
  EXPECT_TRUE(ask("Global"));
  EXPECT_TRUE(ask("Global"));
  EXPECT_THAT(there_.asked, ElementsAre("Global"));
}

TEST_F(Isolation, GlobalThatNeverAnsweredSaysWhatHelps) {
  there_.bad = {510};
  EXPECT_FALSE(ask("Global"));
  EXPECT_THAT(last_error_.advice, testing::HasSubstr("name objects"));
}

TEST_F(Isolation, OtherValueNamesPassThrough) {
  EXPECT_TRUE(source_->query("Counter 009", *std::make_unique<byte_buffer>()));
  EXPECT_THAT(there_.asked, ElementsAre("Counter 009"));
}

class ImpatientIsolation : public Isolation {
 protected:
  ImpatientIsolation() : Isolation(15s) {}
};

TEST_F(ImpatientIsolation, TheSearchGoesOnInLaterQueriesAndWhatIsKnownToBeGoodComesMeanwhile) {
  there_.bad = {530};
  std::size_t best = 0;
  for (int i = 0; i < 10; ++i) {
    const auto before = there_.now;
    const auto came = ask(all);
    EXPECT_LE(there_.now - before, 30s);  // the patience and a timeout more
    ASSERT_TRUE(came);
    EXPECT_GE(came->size(), best);
    EXPECT_EQ(came->size() + left_out().size(), 8U);
    best = came->size();
    if (best == 7) break;
  }
  EXPECT_EQ(best, 7U);
  EXPECT_THAT(left_out(), ElementsAre(530));
}

TEST_F(Isolation, ACollectorSaysWhichObjectAndWhy) {
  there_.bad = {230};
  source_names names;
  collector counters(*source_, std::move(names));
  ASSERT_TRUE(counters.select({*counter_path::parse(R"(\2\*)"), *counter_path::parse(R"(\230(*)\*)")}));
  const auto collected = counters.collect();
  ASSERT_TRUE(collected) << collected.error().message;
  ASSERT_EQ((*collected)->left_out.size(), 1U);
  EXPECT_EQ((*collected)->left_out[0].object, "object 230");
  EXPECT_EQ((*collected)->left_out[0].why.message, "object 230 hangs");
}

}  // namespace
