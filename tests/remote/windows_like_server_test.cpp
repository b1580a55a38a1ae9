// The Windows-like server does what it is told, as our client and python3-impacket's see it.
#include <algorithm>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/captured_process.hpp>
#include <tests/support/server_scene.hpp>
#include <tests/support/wait_for.hpp>
#include <tests/support/windows_like_test.hpp>

#include <perfdata/build/block_builder.hpp>
#include <perfdata/collect/isolating_source.hpp>
#include <perfdata/names/title_table.hpp>
#include <perfdata/remote/remote_machine.hpp>
#include <perfdata/view/data_block.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr auto data = served_key::performance_data;

/// One server for all: each test starts with reset().
class WindowsLikeServer : public WindowsLikeTest {
 protected:
  static remote_options options(std::chrono::milliseconds timeout = 20s) {
    return {.credentials = server().account(), .timeout = timeout};
  }
  static result<std::unique_ptr<counter_source>> connect(std::chrono::milliseconds timeout = 20s) {
    return connect_remote_machine(server().address(), options(timeout));
  }
  static std::unique_ptr<counter_source> connected() {
    auto source = connect();
    if (!source) throw std::runtime_error(source.error().message);
    return *std::move(source);
  }
  static json impacket(const std::vector<std::string>& what) {
    std::vector<std::string> command{
        "/usr/bin/python3", PERFDATA_SOURCE_DIR "/tests/support/read_with_impacket.py",
        std::to_string(server().port()), server().user(), server().password_file().string()};
    command.insert(command.end(), what.begin(), what.end());
    const auto done = run_captured(command);
    EXPECT_EQ(done.code, 0) << done.err;
    return done.code == 0 ? json::parse(done.out) : json();
  }
};

byte_buffer two_objects() {
  block_builder block({.system_name = "WINDOWS", .perf_time = 5, .perf_freq = 10, .perf_time_100ns = 7});
  for (const std::uint32_t index : {2U, 238U}) {
    auto object = block.add_object({.title_index = index, .has_instances = false});
    const auto counter = object.add_counter({.title_index = 6, .type = counter_type::large_rawcount});
    object.only_instance().set(counter, index);
  }
  return block.finish();
}

std::vector<std::uint32_t> objects_in(const byte_buffer& answer) {
  const auto block = data_block::parse(answer);
  std::vector<std::uint32_t> indexes;
  if (block)
    for (const auto object : block->objects()) indexes.push_back(object.title_index());
  return indexes;
}

std::uint32_t win32_of(const error& failed) {
  return failed.system ? failed.system->win32 : 0;
}
std::uint32_t nt_status_of(const error& failed) {
  return failed.system ? failed.system->nt_status : 0;
}

TEST_F(WindowsLikeServer, ListsOfObjectsComeFromGlobalAndWhatIsNotThereIsLeftOut) {
  const auto block = two_objects();
  server().serve(data, "Global", block);
  const auto source = connected();
  byte_buffer answer;
  ASSERT_TRUE(source->query("Global", answer));
  EXPECT_EQ(answer, block);
  ASSERT_TRUE(source->query("238 4", answer));
  EXPECT_EQ(objects_in(answer), std::vector<std::uint32_t>{238});
  ASSERT_TRUE(source->query("4", answer));
  EXPECT_EQ(objects_in(answer), std::vector<std::uint32_t>{});
  for (const auto& one : server().requests()) EXPECT_EQ(one.signed_request, one.step == "tree");
}

// In fragments of 4,280 bytes; what the process moves on the way is counted in bench/remote_copies.cpp.
TEST_F(WindowsLikeServer, ALargeAnswerArrivesInTheMemoryOfTheOneBefore) {
  const byte_buffer value(2'000'000, std::byte{'7'});
  server().serve(data, "Counter 009", value);
  const auto source = connected();
  byte_buffer answer;
  ASSERT_TRUE(source->query("Counter 009", answer));
  EXPECT_TRUE(answer == value);
  const std::byte* const memory = answer.data();
  const std::size_t room = answer.capacity();
  answer.assign(answer.size(), std::byte{0});
  ASSERT_TRUE(source->query("Counter 009", answer));
  EXPECT_TRUE(answer == value);
  EXPECT_EQ(answer.data(), memory);
  EXPECT_EQ(answer.capacity(), room);
}

TEST_F(WindowsLikeServer, ATooSmallBufferGetsASizeThatSaysNothing) {
  const auto block = build_server_block(server_1_mib, 0);
  server().serve(data, "Global", block);
  for (const std::optional<std::uint32_t> stated :
       {std::optional<std::uint32_t>{}, {0U}, {0xCDCDCDCDU}, {0xFFFFFFFFU}}) {
    server().set_stated_size(stated);
    const auto source = connected();
    byte_buffer answer;
    ASSERT_TRUE(source->query("Global", answer));
    EXPECT_EQ(answer, block);
    const auto before = server().calls("BaseRegQueryValue").size();
    ASSERT_TRUE(source->query("Global", answer));
    const auto calls = server().calls("BaseRegQueryValue");
    EXPECT_EQ(calls.size(), before + 1);  // one round trip, once the size is known
    for (const auto& call : calls) EXPECT_EQ(call.sent, 0U);
    EXPECT_EQ(calls.front().status, 234U);
    EXPECT_EQ(calls.back().returned, block.size());
  }
}

TEST_F(WindowsLikeServer, FiveMegabytesArriveInSmallFragments) {
  byte_buffer block = two_objects();
  block.resize(std::size_t{5} << 20);
  for (std::size_t i = 1000; i < block.size(); ++i) block[i] = static_cast<std::byte>(i * 7 >> 3);
  const std::byte length[] = {{}, {}, std::byte{0x50}, {}};
  std::ranges::copy(length, block.begin() + 20);
  server().serve(data, "Global", block);
  // A thousand fragments, each of which the client puts behind those before it: seconds on a busy machine.
  const auto source = connect(60s);
  ASSERT_TRUE(source) << source.error().message;
  byte_buffer answer;
  const auto asked = (*source)->query("Global", answer);
  ASSERT_TRUE(asked) << asked.error().message;
  EXPECT_TRUE(answer == block);
}

TEST_F(WindowsLikeServer, EveryProtectionIsTheOneAskedFor) {
  for (const auto& [wanted, name] : {std::pair{protection::connect, "connect"},
                                     {protection::integrity, "integrity"},
                                     {protection::privacy, "privacy"}}) {
    server().reset();
    auto protected_options = options();
    protected_options.protection = wanted;
    const auto source = connect_remote_machine(server().address(), protected_options);
    ASSERT_TRUE(source) << source.error().message;
    EXPECT_EQ(server().calls("OpenPerformanceData").front().protection, name);
  }
}

TEST_F(WindowsLikeServer, AnyMethodGivesAnyWin32Code) {
  server().serve(data, "Global", two_objects());
  server().on_method("OpenPerformanceData", {.win32 = 5});
  const auto refused = connect();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::access_denied);
  EXPECT_EQ(win32_of(refused.error()), 5U);
  server().clear_method("OpenPerformanceData");

  const auto source = connected();
  server().on_method("BaseRegQueryValue", {.win32 = 5, .times = 1});
  byte_buffer answer;
  const auto denied = source->query("2", answer);
  ASSERT_FALSE(denied);
  EXPECT_EQ(denied.error().code, errc::access_denied);
  EXPECT_TRUE(source->query("2", answer));
}

TEST_F(WindowsLikeServer, AnyMethodGivesAnRpcFault) {
  server().serve(data, "Global", two_objects());
  server().on_method("OpenPerformanceData", {.fault = 5});
  const auto refused = connect();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::access_denied) << refused.error().message;
  EXPECT_EQ(server().calls("OpenPerformanceData").front().fault, 5U);
}

TEST_F(WindowsLikeServer, APipeIsNotThereAtFirst) {
  server().serve(data, "Global", two_objects());
  server().on_pipe("winreg", {.nt_status = status_pipe_not_available, .times = 2});
  const auto source = connect();
  ASSERT_TRUE(source) << source.error().message;
  std::vector<std::uint32_t> statuses;
  for (const auto& one : server().requests())
    if (one.step == "pipe") statuses.push_back(one.status);
  EXPECT_EQ(statuses, (std::vector<std::uint32_t>{status_pipe_not_available, status_pipe_not_available, 0}));
}

TEST_F(WindowsLikeServer, APipeOrTheShareIsRefused) {
  server().on_pipe("winreg", {.nt_status = status_object_name_not_found});
  const auto no_service = connect();
  ASSERT_FALSE(no_service);
  EXPECT_EQ(nt_status_of(no_service.error()), status_object_name_not_found);
  server().clear_pipe("winreg");
  server().on_tree({.nt_status = status_access_denied});
  const auto no_share = connect();
  ASSERT_FALSE(no_share);
  EXPECT_EQ(nt_status_of(no_share.error()), status_access_denied);
  server().clear_refusals();
  EXPECT_TRUE(connect());
}

TEST_F(WindowsLikeServer, AStepStallsUntilItIsReleased) {
  server().serve(data, "Global", two_objects());
  for (const auto step :
       {connection_step::negotiate, connection_step::log_on, connection_step::tree, connection_step::pipe}) {
    server().stall(step);
    const auto late = connect(300ms);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, errc::timed_out) << late.error().message;
    server().release(step);
  }
  server().stall(connection_step::pipe, 100ms);
  EXPECT_TRUE(connect());
}

TEST_F(WindowsLikeServer, ACulpritSpoilsEveryListThatHasIt) {
  server().serve(data, "Global", two_objects());
  server().set_culprits({{.object = 238, .win32 = 1450}});
  const auto source = connected();
  byte_buffer answer;
  const auto failed = source->query("2 238", answer);
  ASSERT_FALSE(failed);
  EXPECT_EQ(win32_of(failed.error()), 1450U);
  EXPECT_TRUE(source->query("2", answer));
  server().set_culprits({{.object = 238, .stall = forever}});
  const auto hung = connect(2s);  // time for a busy machine to connect, too
  ASSERT_TRUE(hung);
  const auto late = (*hung)->query("238", answer);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, errc::timed_out);
  EXPECT_TRUE((*hung)->query("2", answer));
}

TEST_F(WindowsLikeServer, AnObjectThatHangsOrFailsIsLeftOutAndTheOthersGoOn) {
  server().serve(data, "Global", two_objects());
  for (const culprit_object& culprit :
       {culprit_object{.object = 238, .win32 = 1450}, culprit_object{.object = 238, .stall = forever}}) {
    server().set_culprits({culprit});
    auto connection = connect(700ms);
    ASSERT_TRUE(connection) << connection.error().message;
    const auto source = isolate_objects(*std::move(connection));
    byte_buffer answer;
    for (int i = 0; i < 2; ++i) {
      const auto asked = source->query("2 238", answer);
      ASSERT_TRUE(asked) << asked.error().message;
      EXPECT_EQ(objects_in(answer), std::vector<std::uint32_t>{2});
      ASSERT_EQ(source->left_out().size(), 1U);
      EXPECT_EQ(source->left_out()[0].title_index, 238U);
      EXPECT_EQ(source->left_out()[0].why.code, culprit.win32 ? errc::system_failure : errc::timed_out);
    }
    // The culprit itself is asked for again now and then, so this need not be the last call.
    EXPECT_TRUE(std::ranges::any_of(server().calls("BaseRegQueryValue"),
                                    [](const auto& call) { return call.value == "2"; }));
  }
}

TEST_F(WindowsLikeServer, AConnectionBreaksInTheMiddleOfAnAnswer) {
  server().serve(data, "Global", build_server_block(server_64_kib, 0));
  const auto source = connected();
  byte_buffer answer;
  server().on_method("BaseRegQueryValue", {.drop_after = 30'000});
  const auto cut = source->query("Global", answer);
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().code, errc::connection_lost) << cut.error().message;
  server().clear_method("BaseRegQueryValue");
  EXPECT_TRUE(wait_for(3s, [&] { return source->query("Global", answer).has_value(); }));
}

TEST_F(WindowsLikeServer, LogOnsAreCountedAndRefusedAsTold) {
  auto wrong = options();
  wrong.credentials = password_credentials{.domain = {}, .user = server().user(), .password = secret("no")};
  const auto refused = connect_remote_machine(server().address(), wrong);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::logon_failed);
  EXPECT_EQ(nt_status_of(refused.error()), status_logon_failure);
  EXPECT_EQ(server().log_ons(), 1);
  for (const std::uint32_t status : {status_account_locked_out, status_account_expired}) {
    server().on_log_on({.nt_status = status});
    const auto locked = connect();
    ASSERT_FALSE(locked);
    EXPECT_EQ(nt_status_of(locked.error()), status);
  }
  EXPECT_EQ(server().log_ons(), 3);
}

TEST_F(WindowsLikeServer, AnAnonymousLogOnGetsAsFarAsThePipe) {
  auto nobody = options();
  nobody.credentials = anonymous_credentials{};
  nobody.protection = protection::connect;
  const auto refused = connect_remote_machine(server().address(), nobody);
  ASSERT_FALSE(refused);
  EXPECT_EQ(nt_status_of(refused.error()), status_access_denied) << refused.error().message;
  EXPECT_EQ(server().log_ons(), 0);
}

TEST_F(WindowsLikeServer, TheServiceMustRunForItsPipe) {
  server().serve(data, "Global", two_objects());
  server().set_service({.running = false, .starts_when_opened = true, .starts_after = 300ms});
  EXPECT_TRUE(connect());
  server().set_service({.running = false, .start_type = 4});
  const auto disabled = connect();
  ASSERT_FALSE(disabled);
  EXPECT_EQ(nt_status_of(disabled.error()), status_object_name_not_found);
}

TEST_F(WindowsLikeServer, ImpacketReadsPerformanceDataAndTexts) {
  const auto block = two_objects();
  server().serve(data, "Global", block);
  const auto value = impacket({"performance", "HKPD", "Global", "4096"});
  ASSERT_EQ(value[0], 3);
  EXPECT_EQ(value[1].get<std::string>().size(), 2 * block.size());
  EXPECT_EQ(server().calls("BaseRegQueryValue").front().protection, "privacy");
  server().serve(served_key::performance_nls_text, "Counter",
                 to_utf16le(std::string("1\0"
                                        "2\0"
                                        "2\0"
                                        "Gerät\0\0",
                                        15)));
  const auto text = impacket({"performance", "HKPN", "Counter", "4096"});
  EXPECT_EQ(text[0], 7);
  EXPECT_TRUE(text[1].get<std::string>().starts_with("310000003200000032000000470065007200e4007400"));
}

TEST_F(WindowsLikeServer, ImpacketReadsTheOtherHives) {
  server().serve_hive("HKLM", R"({"keys": {"SOFTWARE": {"keys": {"One": {}, "Two": {}}, "values": {
      "Text": {"sz": "abc"}, "Path": {"expand_sz": "%x%"}, "List": {"multi_sz": ["a", "b"]},
      "Number": {"dword": 258}, "Large": {"qword": 4294967296}, "Bytes": {"binary": "0001ff"}}}}})");
  const auto key = impacket({"tree", "HKLM", "software"});
  EXPECT_EQ(key["keys"], (json{"One", "Two"}));
  const auto& values = key["values"];
  EXPECT_EQ(values["Text"], (json{1, "6100620063000000"}));
  EXPECT_EQ(values["Path"], (json{2, "2500780025000000"}));
  EXPECT_EQ(values["List"], (json{7, "61000000620000000000"}));
  EXPECT_EQ(values["Number"], (json{4, "02010000"}));
  EXPECT_EQ(values["Large"], (json{11, "0000000001000000"}));
  EXPECT_EQ(values["Bytes"], (json{3, "0001ff"}));
}

TEST_F(WindowsLikeServer, ImpacketStartsTheService) {
  server().serve(data, "Global", two_objects());
  server().set_service({.running = false, .start_type = 3});
  EXPECT_EQ(impacket({"service"}), (json{3, 1, 4}));
  EXPECT_TRUE(connect());
}

}  // namespace
