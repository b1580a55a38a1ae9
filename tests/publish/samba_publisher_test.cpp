// Published counters, read back through a real smbd: with our client, python3-samba's and python3-impacket's.
#include <atomic>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/publish/publish_scene.hpp>
#include <tests/support/captured_process.hpp>
#include <tests/support/samba_server.hpp>
#include <tests/support/wait_for.hpp>
#include <thread>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/publish/samba_publisher.hpp>
#include <perfdata/remote/remote_machine.hpp>

using namespace perfdata;
using namespace perfdata::test;

namespace {

constexpr const char* python = "/usr/bin/python3";

/// A server whose counters are the scene's.
class SambaPublisher : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = samba_server::why_not(); !why.empty())
      GTEST_SKIP() << "needs a Samba server: " << why;
    server_ = std::make_unique<samba_server>();
    auto opened = samba_publisher::open(server_->state_directory());
    ASSERT_TRUE(opened) << opened.error().message;
    publisher_ = *std::move(opened);
    auto source = connect_remote_machine(server_->address(), {.credentials = server_->account()});
    ASSERT_TRUE(source) << source.error().message;
    source_ = *std::move(source);
  }

  result<published_sample> publish(const publish_scene& scene) {
    return publisher_->publish(scene.block, scene.titles, scene.helps);
  }
  byte_buffer ask(std::string_view value_name) {
    byte_buffer answer;
    const auto asked = source_->query(value_name, answer);
    EXPECT_TRUE(asked) << asked.error().message;
    return answer;
  }
  /// What our own client reads.
  readings read_back() {
    const auto titles = title_table::parse(ask("Counter 009"));
    const auto bytes = ask("Global");
    const auto block = data_block::parse(bytes);
    EXPECT_TRUE(titles && block);
    return titles && block ? read_all(*block, *titles) : readings{};
  }
  /// What a script prints when it asks for a value.
  byte_buffer ask_with(const std::string& script, const std::vector<std::string>& what) {
    std::vector<std::string> command{python, PERFDATA_SOURCE_DIR "/tests/support/" + script,
                                     std::to_string(server_->port()), server_->user(),
                                     server_->password_file().string()};
    command.insert(command.end(), what.begin(), what.end());
    const auto done = run_captured(command);
    EXPECT_EQ(done.code, 0) << done.err;
    if (done.code != 0) return {};
    const auto digits = nlohmann::json::parse(done.out)[1].get<std::string>();
    byte_buffer bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
      bytes.push_back(static_cast<std::byte>(std::stoi(digits.substr(i, 2), nullptr, 16)));
    return bytes;
  }
  static readings read_all_of(const byte_buffer& titles, const byte_buffer& bytes) {
    const auto table = title_table::parse(titles);
    const auto block = data_block::parse(bytes);
    EXPECT_TRUE(table && block);
    return table && block ? read_all(*block, *table) : readings{};
  }

  std::unique_ptr<samba_server> server_;
  std::unique_ptr<samba_publisher> publisher_;
  std::unique_ptr<counter_source> source_;
};

TEST_F(SambaPublisher, OurClientReadsWhatWasPublished) {
  const publish_scene scene;
  const auto sample = publish(scene);
  ASSERT_TRUE(sample) << sample.error().message;
  EXPECT_EQ(sample->objects, 3U);
  EXPECT_EQ(sample->instances, 6U);
  ASSERT_EQ(sample->left_out.size(), 2U);
  EXPECT_EQ(sample->left_out[1].counter, "Motto");
  EXPECT_EQ(read_back(), expected_readings(scene));

  const publish_scene later(1);
  const auto second = publish(later);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_TRUE(second->left_out.empty());  // said once
  EXPECT_EQ(read_back(), expected_readings(later));

  const auto bytes = ask("Global");
  const auto block = data_block::parse(bytes);
  ASSERT_TRUE(block);
  EXPECT_EQ(block->perf_time(), later.block.perf_time());
  EXPECT_EQ(block->perf_freq(), later.block.perf_freq());
  EXPECT_EQ(block->perf_time_100ns(), later.block.perf_time_100ns());
  const auto helps = title_table::parse(ask("Help 009"));
  ASSERT_TRUE(helps);
  EXPECT_EQ(helps->find(239), "Who makes it.");
  EXPECT_EQ(helps->find(41), "What is made here ? and how.");
}

TEST_F(SambaPublisher, ObjectsAndInstancesComeAndGo) {
  ASSERT_TRUE(publish(publish_scene()));
  const auto with = [&](std::vector<std::string> names) {
    block_builder block({.perf_time = 5, .perf_freq = 10});
    auto object = block.add_object({.title_index = 238});
    const auto busy = object.add_counter({.title_index = 16, .type = counter_type::large_rawcount});
    for (const auto& name : names) object.add_instance(name).set(busy, name.size());
    const auto bytes = block.finish();
    const publish_scene scene;
    const auto parsed = data_block::parse(bytes);
    ASSERT_TRUE(publisher_->publish(*parsed, scene.titles, scene.helps));
    EXPECT_EQ(read_back(), read_all(*parsed, scene.titles));
  };
  with({"one", "three", "fifteen"});
  with({"three", "seventeen"});
  with({});
  with({"four", "one"});
}

/// Three that stay, among others that come and go; every value starts with its instance's number.
byte_buffer churning_workers(std::uint64_t sample) {
  block_builder block({.perf_time = static_cast<std::int64_t>(sample), .perf_freq = 10});
  auto object = block.add_object({.title_index = 238});
  const auto busy = object.add_counter({.title_index = 16, .type = counter_type::large_rawcount});
  for (std::uint64_t k = 0; k < 60; ++k)
    if (k % 20 == 0 || (k * 7 + sample * 13) % 5 != 0)
      object.add_instance("w" + std::to_string(k)).set(busy, k * 1'000'000 + sample);
  return block.finish();
}

TEST_F(SambaPublisher, WhoReadsWhileItPublishesGetsWholeAnswersAndTheLivingTheirOwnValues) {
  const publish_scene scene;
  std::atomic<bool> stop = false;
  std::atomic<std::uint64_t> published = 0;
  std::thread writer([&] {
    while (!stop) {
      const auto bytes = churning_workers(published);
      const auto block = data_block::parse(bytes);
      ASSERT_TRUE(publisher_->publish(*block, scene.titles, scene.helps));
      ++published;
    }
  });
  EXPECT_TRUE(wait_for(std::chrono::seconds(20), [&] { return published > 0; }));
  for (int query = 0; query < 150; ++query) {
    const auto bytes = ask("Global");
    const auto block = data_block::parse(bytes);
    const auto object = block ? block->find_object(238) : std::nullopt;
    if (!object) {
      ADD_FAILURE() << "an answer without the object";
      break;
    }
    const auto busy = *object->counters().begin();
    int living = 0;
    for (const auto worker : object->instances())
      for (const std::uint64_t k : {0U, 20U, 40U})
        if (to_utf8(worker.name()) == "w" + std::to_string(k) &&
            worker.value(busy).value_or(0) / 1'000'000 == k)
          ++living;
    EXPECT_EQ(living, 3);
  }
  stop = true;
  writer.join();
  EXPECT_GT(published, 10U);
}

TEST_F(SambaPublisher, NothingIsShownOnceThePublisherHasGone) {
  ASSERT_TRUE(publish(publish_scene()));
  ASSERT_FALSE(read_back().empty());
  ASSERT_TRUE(publisher_->withdraw());
  EXPECT_EQ(read_back(), readings{});
  ASSERT_TRUE(publish(publish_scene(1)));
  EXPECT_EQ(read_back(), expected_readings(publish_scene(1)));
  publisher_.reset();
  EXPECT_EQ(read_back(), readings{});
}

TEST_F(SambaPublisher, Python3SambaReadsWhatWasPublished) {
  if (!std::filesystem::exists("/usr/lib/python3/dist-packages/samba"))
    GTEST_SKIP() << "needs the package python3-samba";
  const publish_scene scene;
  ASSERT_TRUE(publish(scene));
  EXPECT_EQ(read_all_of(ask_with("read_with_samba.py", {"Counter 009"}),
                        ask_with("read_with_samba.py", {"Global"})),
            expected_readings(scene));
}

TEST_F(SambaPublisher, Python3ImpacketReadsWhatWasPublished) {
  if (!std::filesystem::exists("/usr/lib/python3/dist-packages/impacket"))
    GTEST_SKIP() << "needs the package python3-impacket";
  const publish_scene scene;
  ASSERT_TRUE(publish(scene));
  const std::string script = "read_with_impacket.py";
  EXPECT_EQ(read_all_of(ask_with(script, {"performance", "HKPD", "Counter 009", "8192"}),
                        ask_with(script, {"performance", "HKPD", "Global", "8192"})),
            expected_readings(scene));
}

}  // namespace
