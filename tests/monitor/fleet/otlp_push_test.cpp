#include "monitor/fleet/otlp_push.hpp"

#include "tests/monitor/fleet/fleet_scene.hpp"

#include <gtest/gtest.h>
#include <tests/support/scratch_folder.hpp>

namespace perfdata::fleet {
namespace {

using namespace test;
using namespace std::chrono_literals;
using perfdata::test::scratch_folder;

TEST(PushQueue, OutlivesItsProcessInOrder) {
  const scratch_folder folder;
  {
    auto queue = *push_queue::open(folder / "queue", 1000);
    for (const char* text : {"one", "two", "three"}) ASSERT_TRUE(queue.push(text));
    queue.pop(queue.front()->number);
  }
  perfdata::test::write_text(folder / "queue/notes.txt", "not ours");
  auto queue = *push_queue::open(folder / "queue", 1000);
  EXPECT_EQ(queue.size(), 2U);
  EXPECT_EQ(queue.front()->text, "two");
  queue.pop(queue.front()->number);
  ASSERT_TRUE(queue.push("four"));
  EXPECT_EQ(queue.front()->text, "three");
  EXPECT_EQ(queue.bytes(), 9U);
}

TEST(PushQueue, TheOldestMakeRoom) {
  const scratch_folder folder;
  auto queue = *push_queue::open(folder / "queue", 10);
  for (const char* text : {"aaaa", "bbbb", "cccc"}) ASSERT_TRUE(queue.push(text));
  EXPECT_EQ(queue.dropped(), 1U);
  const auto first = queue.front();
  EXPECT_EQ(first->text, "bbbb");
  ASSERT_TRUE(queue.push("dddd"));
  queue.pop(first->number);
  EXPECT_EQ(queue.front()->text, "cccc") << "what was being sent had made room already";
  EXPECT_FALSE(queue.push("a message of more than ten bytes"));
}

TEST(PushQueue, SaysWhyAFolderCannotBeUsed) {
  const auto queue = push_queue::open("/proc/nowhere", 10);
  ASSERT_FALSE(queue);
  EXPECT_NE(queue.error().message.find("/proc/nowhere"), std::string::npos);
}

class OtlpPush : public ::testing::Test {
 protected:
  static fleet_config configuration() {
    fleet_config config;
    config.targets = {"host1", "host2"};
    config.modules["default"] = three_objects();
    return config;
  }
  push_parts parts() {
    return {.settings = {.targets = {"host1", "host2"}, .module = "default"},
            .period = 10s,
            .send =
                [this](http_message message, std::function<void(http_outcome)> done) {
                  sent.push_back(std::move(message.body));
                  answer = std::move(done);
                },
            .now = [this] { return time; }};
  }
  double metric(std::string_view name) {
    metric_set metrics;
    push.add_metrics(metrics);
    return find(metrics, name).value_or(-1);
  }
  void pass(std::chrono::milliseconds span) {
    time += span;
    push.tick();
    asker->answer_all();
    push.tick();
  }

  std::chrono::steady_clock::time_point time{std::chrono::hours(1)};
  std::shared_ptr<scripted_asker> asker = std::make_shared<scripted_asker>();
  fleet targets{configuration(),
                [this](const machine_address&, const module_settings&, const account*) {
                  return result<std::shared_ptr<counter_asker>>(asker);
                },
                [this] { return time; }};
  scratch_folder folder;
  std::vector<std::string> sent{};
  std::function<void(http_outcome)> answer{};
  otlp_push push{parts(), *push_queue::open(folder / "queue", 1 << 20), targets};
};

TEST_F(OtlpPush, SamplesEachTargetAtItsOwnMomentOfThePeriod) {
  pass(0s);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_NE(sent[0].find("host1"), std::string::npos);
  answer({.status = 200});
  pass(4s);
  EXPECT_EQ(sent.size(), 1U);
  pass(1s);
  ASSERT_EQ(sent.size(), 2U);
  EXPECT_NE(sent[1].find("host2"), std::string::npos);
}

TEST_F(OtlpPush, SendsAgainWhatNobodyTook) {
  pass(0s);
  for (const unsigned status : {0U, 503U, 429U}) {
    answer({.status = status});
    const auto before = sent.size();
    pass(500ms);
    EXPECT_EQ(sent.size(), before) << "not at once";
    pass(4s);
    EXPECT_EQ(sent.size(), before + 1);
    EXPECT_EQ(sent.back(), sent.front());
  }
  answer({.status = 200});
  EXPECT_EQ(metric("perfdata_push_sent_total"), 1);
  EXPECT_EQ(metric("perfdata_push_retried_total"), 3);
}

TEST_F(OtlpPush, DropsWhatIsRefusedForGood) {
  pass(0s);
  answer({.status = 400});
  EXPECT_EQ(metric("perfdata_push_refused_total"), 1);
  EXPECT_EQ(metric("perfdata_push_queue_messages"), 0);
}

TEST_F(OtlpPush, KeepsWhatComesWhileTheCollectorIsAway) {
  pass(0s);
  answer({.status = 0, .why = "connection refused"});
  for (int i = 0; i < 6; ++i) {
    pass(5s);
    if (answer) std::exchange(answer, {})({.status = 0});
  }
  const auto waiting = metric("perfdata_push_queue_messages");
  EXPECT_GE(waiting, 6);
  time += 60s;
  push.tick();
  for (int i = 0; i < 20 && answer; ++i) std::exchange(answer, {})({.status = 200});
  EXPECT_EQ(metric("perfdata_push_queue_messages"), 0);
  EXPECT_EQ(metric("perfdata_push_dropped_total"), 0);
}

TEST(PushHeaders, AreLinesOfNameAndValue) {
  const scratch_folder folder;
  perfdata::test::write_text(folder / "headers", "Authorization: Bearer abc\r\n\nX-Scope: a:b");
  const auto headers = read_headers(folder / "headers");
  ASSERT_TRUE(headers);
  EXPECT_EQ(*headers, (std::vector<std::pair<std::string, std::string>>{{"Authorization", "Bearer abc"},
                                                                        {"X-Scope", "a:b"}}));
  for (const char* wrong : {"secret", ": secret", "A B: secret", "A: sec\x01ret"}) {
    perfdata::test::write_text(folder / "headers", wrong);
    const auto refused = read_headers(folder / "headers");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message.find("secret"), std::string::npos);
  }
}

}  // namespace
}  // namespace perfdata::fleet
