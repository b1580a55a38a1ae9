// Reading a real smbd's counters: names, objects, its quirks, and wrong questions.
#include <tests/remote/samba_scene.hpp>
#include <thread>

#include <perfdata/names/title_table.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

class RemoteMachine : public SambaTest {};

std::unique_ptr<counter_source> connect(const samba_server& server) {
  auto source = connect_remote_machine(server.address(), options_of(server));
  EXPECT_TRUE(source) << source.error().message;
  return source ? *std::move(source) : nullptr;
}

std::uint64_t only_value(const data_block& block, std::uint32_t object, std::uint32_t counter) {
  const auto found = block.find_object(object);
  if (!found) return 0;
  const auto definition = found->find_counter(counter);
  if (!definition || found->instances().empty()) return 0;
  return (*found->instances().begin()).value(*definition).value_or(0);
}

void expect_workers(const data_block& block, std::uint32_t count) {
  const auto object = block.find_object(workers);
  ASSERT_TRUE(object);
  const auto time = object->find_counter(worker_time);
  const auto tasks = object->find_counter(worker_tasks);
  ASSERT_TRUE(time && tasks);
  std::uint32_t k = 0;
  for (const auto worker : object->instances()) {
    ASSERT_EQ(to_utf8(worker.name()), worker_name(k));
    ASSERT_EQ(worker.value(*time), worker_values(k)[0]);
    ASSERT_EQ(worker.value(*tasks), worker_values(k)[1]);
    ++k;
  }
  EXPECT_EQ(k, count);
}

TEST_F(RemoteMachine, TitlesComeUnderEverySpellingOfTheirValueName) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect(server);
  ASSERT_TRUE(source);
  EXPECT_EQ(source->machine(), server.address().to_string());
  byte_buffer answer;
  ASSERT_TRUE(source->query("Counter 009", answer));
  const auto names = title_table::parse(answer);
  ASSERT_TRUE(names);
  EXPECT_EQ(names->find(things), "Things");
  EXPECT_EQ(names->find(worker_tasks), "Tasks");
  for (const char* name : {"Explain 009", "Help 009", "help 009"}) {
    const auto asked = source->query(name, answer);
    ASSERT_TRUE(asked) << asked.error().message;  // smbd itself knows the first one only
    const auto help = title_table::parse(answer);
    ASSERT_TRUE(help);
    EXPECT_EQ(help->find(workers + 1), "Those who work.") << name;
  }
}

TEST_F(RemoteMachine, ObjectsAreReadRightInSpiteOfTheServersQuirks) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect(server);
  ASSERT_TRUE(source);
  byte_buffer answer;
  for (const char* name : {"Global", "global", "2 10"}) {
    const auto asked = source->query(name, answer);
    ASSERT_TRUE(asked) << asked.error().message;
    const auto block = data_block::parse(answer);
    ASSERT_TRUE(block) << block.error().message;
    EXPECT_EQ(to_utf8(block->system_name()), "PERFHOST");
    EXPECT_EQ(block->perf_freq(), 10'000'000);
    EXPECT_LT(block->total_byte_length(), block->extent());  // smbd leaves the header out
    EXPECT_EQ(only_value(*block, things, thing_level), 17U);
    EXPECT_EQ(only_value(*block, things, thing_bytes), 123'456'789'012U);
    EXPECT_EQ(block->find_object(things)->find_counter(thing_level)->size(), 8U);  // a DWORD, in 8 bytes
    expect_workers(*block, 3);
  }
}

TEST_F(RemoteMachine, NewValuesAreSeenByTheNextQuery) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect(server);
  ASSERT_TRUE(source);
  byte_buffer answer;
  for (const std::uint64_t value : {1U, 20U, 300U}) {
    server.counters().set_value(thing_bytes, value);
    ASSERT_TRUE(source->query("2", answer));
    const auto block = data_block::parse(answer);
    ASSERT_TRUE(block);
    EXPECT_EQ(only_value(*block, things, thing_bytes), value);
  }
}

TEST_F(RemoteMachine, ABlockThatTheServerCutsIsAskedForAgainWithMoreRoom) {
  constexpr std::uint32_t count = 2500;
  samba_server server;
  set_scene(server.counters(), count);
  const auto source = connect(server);
  ASSERT_TRUE(source);
  byte_buffer answer;
  for (int round = 0; round < 2; ++round) {  // learning, then knowing
    const auto asked = source->query("10", answer);
    ASSERT_TRUE(asked) << asked.error().message;
    EXPECT_GT(answer.size(), 128U * 1024U);  // the first offer was cut at least twice
    const auto block = data_block::parse(answer);
    ASSERT_TRUE(block);
    EXPECT_LE(block->defects().size(), 1U);  // TotalByteLength without the header
    expect_workers(*block, count);
  }
}

TEST_F(RemoteMachine, AValueNameThatIsNotThereIsNotFoundAndHarmsNothing) {
  samba_server server;
  set_scene(server.counters());
  const auto source = connect(server);
  ASSERT_TRUE(source);
  byte_buffer answer;
  for (const char* name : {"Nonsense", "", "Help 7"}) {
    const auto asked = source->query(name, answer);
    ASSERT_FALSE(asked) << name;
    EXPECT_EQ(asked.error().code, errc::not_found) << asked.error().message;
    ASSERT_TRUE(asked.error().system);
    EXPECT_EQ(asked.error().system->step, "BaseRegQueryValue");
    EXPECT_EQ(asked.error().system->win32, 2U);
    EXPECT_FALSE(asked.error().advice.empty());
  }
  const auto too_long = source->query(std::string(40'000, 'x'), answer);
  ASSERT_FALSE(too_long);
  EXPECT_EQ(too_long.error().code, errc::invalid_argument);
  EXPECT_TRUE(source->query("Global", answer));
}

TEST_F(RemoteMachine, AWrongPasswordIsTriedOnce) {
  samba_server server;
  auto options = options_of(server);
  const std::string wrong = "not-the-password-either";
  options.credentials = password_credentials{.domain = "", .user = server.user(), .password = secret(wrong)};
  for (const auto wanted : {protection::privacy, protection::integrity, protection::connect}) {
    const int before = server.refused_log_ons();
    options.protection = wanted;
    const auto source = connect_remote_machine(server.address(), options);
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, errc::logon_failed);
    ASSERT_TRUE(source.error().system);
    EXPECT_EQ(source.error().system->step, "negotiate and log on");
    EXPECT_EQ(source.error().system->win32, 1326U);
    EXPECT_EQ(source.error().system->nt_status, 0xC000006DU);
    EXPECT_FALSE(source.error().advice.empty());
    expect_no_secret(source.error(), wrong);
    EXPECT_EQ(server.refused_log_ons() - before, 1);
  }
}

TEST_F(RemoteMachine, AnUnknownUserIsRefused) {
  samba_server server;
  auto options = options_of(server);
  options.credentials = password_credentials{.domain = "", .user = "no-such-user", .password = secret("x")};
  const auto source = connect_remote_machine(server.address(), options);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, errc::logon_failed);
  EXPECT_EQ(server.refused_log_ons(), 1);
}

TEST_F(RemoteMachine, ARegistryServiceThatIsOffFailsInOpenWinreg) {
  samba_server server;
  server.stop_registry();
  const auto source = connect_remote_machine(server.address(), options_of(server, 2s));
  ASSERT_FALSE(source);
  ASSERT_TRUE(source.error().system);
  EXPECT_EQ(source.error().system->step, R"(open \winreg)");
  EXPECT_EQ(source.error().code, errc::unreachable);
  EXPECT_NE(source.error().advice.find("Remote Registry"), std::string::npos);
  EXPECT_EQ(server.refused_log_ons(), 0);
}

TEST_F(RemoteMachine, SourcesInSeveralThreadsShareTheLoopAndGetTheirOwnAnswers) {
  samba_server server;
  set_scene(server.counters());
  std::vector<std::jthread> threads;
  std::array<int, 6> good{};
  for (std::size_t i = 0; i < good.size(); ++i)
    threads.emplace_back([&server, &mine = good[i], name = i % 2 == 0 ? "2" : "Counter 009"] {
      auto source = connect_remote_machine(server.address(), options_of(server));
      if (!source) return;
      byte_buffer answer;
      for (int k = 0; k < 20; ++k) {
        if (!(*source)->query(name, answer)) continue;
        const bool block = data_block::parse(answer).has_value();
        mine += block == (name[0] == '2') ? 1 : 0;
      }
    });
  threads.clear();
  for (const int count : good) EXPECT_EQ(count, 20);
}

TEST_F(RemoteMachine, TheLoopComesAndGoesWithTheConnections) {
  samba_server server;
  set_scene(server.counters());
  for (int round = 0; round < 3; ++round) {
    const auto source = connect(server);
    ASSERT_TRUE(source);
    byte_buffer answer;
    EXPECT_TRUE(source->query("2", answer));
  }
}

}  // namespace
