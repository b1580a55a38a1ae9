// The program against a machine that behaves as Windows: a service that is off, objects that hang or fail.
#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tests/support/captured_process.hpp>
#include <tests/support/scratch_folder.hpp>
#include <tests/support/windows_like_test.hpp>

#include <perfdata/build/block_builder.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;
using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace {

class WindowsProgram : public WindowsLikeTest {
 protected:
  void SetUp() override {
    WindowsLikeTest::SetUp();
    if (IsSkipped()) return;
    title_table_builder names;
    names.add(1, "1847");
    names.add(2, "System");
    names.add(6, "Count");
    names.add(238, "Processor");
    server().serve(served_key::performance_data, "Counter 009", names.finish());
    block_builder block({.system_name = "WINDOWS", .perf_time = 5, .perf_freq = 10, .perf_time_100ns = 7});
    for (const std::uint32_t index : {2U, 238U}) {
      auto object = block.add_object({.title_index = index, .has_instances = false});
      const auto counter = object.add_counter({.title_index = 6, .type = counter_type::large_rawcount});
      object.only_instance().set(counter, index);
    }
    server().serve(served_key::performance_data, "Global", block.finish());
    server().serve_hive("HKLM", R"({"keys": {"SOFTWARE": {}}})");
  }
  static finished perfdata_with(std::vector<std::string> words) {
    words.insert(words.begin(), PERFDATA_PROGRAM);
    words.insert(words.end(),
                 {"--user", server().user(), "--password-file", server().password_file().string()});
    return run_captured(words);
  }
  static std::string host() { return server().address().to_string(); }
};

TEST_F(WindowsProgram, StoppedServiceIsStartedWhenAskedAndThatIsSaid) {
  server().set_service({.running = false, .start_type = 3});
  const auto show = perfdata_with({"show", R"(\2\6)", "--host", host(), "--start-service", "--json"});
  ASSERT_EQ(show.code, 0) << show.err;
  EXPECT_THAT(show.err, HasSubstr("started the Remote Registry service on " + host()));
  EXPECT_EQ(json::parse(show.out)["values"][0]["value"], 2.0);
  EXPECT_EQ(server().calls("StartServiceW").size(), 1U);
  const auto again = perfdata_with({"show", R"(\2\6)", "--host", host(), "--start-service"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.err, Not(HasSubstr("started")));
}

TEST_F(WindowsProgram, RegistryStartsTheServiceTooAndSaysSo) {
  server().set_service({.running = false, .start_type = 3});
  const auto list = perfdata_with({"registry", "ls", R"(\\)" + host() + R"(\HKLM)", "--start-service"});
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_THAT(list.out, HasSubstr("SOFTWARE"));
  EXPECT_THAT(list.err, HasSubstr("started the Remote Registry service on " + host()));
}

TEST_F(WindowsProgram, DisabledServiceIsToldAndLeftAsItIs) {
  server().set_service({.running = false, .start_type = 4});
  const auto show = perfdata_with({"show", R"(\2\6)", "--host", host(), "--start-service"});
  EXPECT_EQ(show.code, 1);
  EXPECT_THAT(show.err,
              AllOf(HasSubstr("the service is disabled there"), HasSubstr("try: set its start type")));
  EXPECT_THAT(server().calls("StartServiceW"), IsEmpty());
}

TEST_F(WindowsProgram, StoppedServiceIsNeverStartedUnasked) {
  server().set_service({.running = false, .start_type = 3});
  const auto show = perfdata_with({"show", R"(\2\6)", "--host", host(), "--timeout", "0.5"});
  EXPECT_EQ(show.code, 1);
  EXPECT_THAT(show.err, HasSubstr("--start-service"));
  EXPECT_THAT(server().calls("StartServiceW"), IsEmpty());
}

TEST_F(WindowsProgram, ObjectThatFailsIsLeftOutWithItsReasonAndTheOthersAreShown) {
  server().set_culprits({{.object = 2, .win32 = 1450}});
  const auto show = perfdata_with({"show", R"(\2\6)", R"(\238\6)", "--host", host(), "--json"});
  EXPECT_EQ(show.code, 1);
  EXPECT_THAT(show.err, AllOf(HasSubstr("left out: object 2 (System)"), HasSubstr("1450")));
  const auto shown = json::parse(show.out);
  ASSERT_EQ(shown["values"].size(), 1U) << show.out;
  EXPECT_EQ(shown["values"][0]["value"], 238.0);
  ASSERT_EQ(shown["left_out"].size(), 1U);
  EXPECT_THAT(shown["left_out"][0]["object"].get<std::string>(), HasSubstr("System"));
  EXPECT_THAT(shown["left_out"][0]["error"].get<std::string>(), HasSubstr("1450"));
}

TEST_F(WindowsProgram, ObjectThatHangsIsLeftOutOfAWatchAndTheOthersGoOn) {
  server().set_culprits({{.object = 238, .stall = forever}});
  const auto watch = perfdata_with({"watch", R"(\2\6)", R"(\238\6)", "--host", host(), "--timeout", "0.5",
                                    "-i", "0.1", "-n", "3", "-f", "jsonl"});
  EXPECT_THAT(watch.err, HasSubstr("left out: object 238 (Processor)"));
  std::istringstream lines(watch.out);
  int samples = 0;
  for (std::string line; std::getline(lines, line); ++samples) {
    const auto sample = json::parse(line);
    ASSERT_EQ(sample["values"].size(), 1U) << line;
    EXPECT_EQ(sample["values"][0]["object"], "System");
    EXPECT_THAT(sample["troubles"], Contains(HasSubstr("left out: object 238 (Processor)"))) << line;
  }
  EXPECT_EQ(samples, 3);
}

TEST_F(WindowsProgram, MeasuredCommandEndsWithItsOwnCodeThoughAHostHangs) {
  const scratch_folder folder;
  const auto go_on = (folder / "go-on").string();
  captured_process run({PERFDATA_PROGRAM, "run", R"(\2\6)", "--host", host(), "-i", "0.1", "--timeout", "60",
                        "--user", server().user(), "--password-file", server().password_file().string(), "--",
                        "/bin/sh", "-c",
                        "echo begun; until [ -e '" + go_on + "' ]; do sleep 0.02; done; exit 7"});
  ASSERT_TRUE(run.wait_for_output("begun", 1, 20s));
  server().freeze();
  write_text(go_on, "");
  const auto ended = run.finish();
  server().thaw();
  EXPECT_EQ(ended.code, 7) << ended.err;
}

}  // namespace
