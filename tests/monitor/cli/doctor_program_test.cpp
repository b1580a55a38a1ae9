// `perfdata doctor` as people run it: this machine, a real smbd, a machine that behaves as Windows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <tests/support/captured_process.hpp>
#include <tests/support/samba_server.hpp>
#include <tests/support/windows_like_server.hpp>

#include <perfdata/build/block_builder.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

namespace {

template <class Server>
finished doctor(const Server& server, std::initializer_list<std::string> more) {
  std::vector<std::string> command{
      PERFDATA_PROGRAM, "doctor",      "--host",          server.address().to_string(),
      "--user",         server.user(), "--password-file", server.password_file().string()};
  command.insert(command.end(), more);
  return run_captured(command);
}

json failures_in(const json& found) {
  json failed = json::array();
  for (const char* kind : {"steps", "objects"})
    for (const auto& one : found[kind])
      if (one["state"] == "failed") failed.push_back(one);
  return failed;
}

TEST(DoctorProgram, ThisMachineIsWell) {
  const auto run = run_captured({PERFDATA_PROGRAM, "doctor"});
  EXPECT_EQ(run.code, 0) << run.out << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("/proc/stat"), HasSubstr("Processor"), HasSubstr("all is well")));
}

TEST(DoctorProgram, FileIsWrongUsage) {
  EXPECT_EQ(run_captured({PERFDATA_PROGRAM, "doctor", "--file", "x"}).code, 2);
}

TEST(DoctorProgram, RealServerIsWellAndAWrongPasswordIsNamed) {
  if (const auto why = samba_server::why_not(); !why.empty()) GTEST_SKIP() << why;
  samba_server server;
  server.counters().set_clock(1000, 100, 134083411213070000);
  server.counters().add_object(2, "Things", "Things that are counted.");
  server.counters().add_counter(4, 2, "Count", "How many.", counter_type::rawcount);
  server.counters().set_last_index(4);
  server.counters().set_value(4, 42);
  const auto well = doctor(server, {"--json"});
  ASSERT_THAT(well.out, HasSubstr("{")) << well.err;
  const auto found = json::parse(well.out);
  // smbd answers every index with all it has, so that only the object it lacks is missed.
  EXPECT_EQ(found["objects"][0]["name"], "Things");
  EXPECT_EQ(found["objects"][0]["state"], "ok") << well.out;
  EXPECT_EQ(well.code, 0) << well.out;

  const scratch_folder folder;
  write_text(folder / "wrong", "not it\n");
  const auto refused = run_captured({PERFDATA_PROGRAM, "doctor", "--host", server.address().to_string(),
                                     "--user", server.user(), "--password-file", folder / "wrong"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, AllOf(HasSubstr("FAILED  log on"), HasSubstr("try: check user name"),
                                 HasSubstr("-       Open"), HasSubstr("failed: log on")));
}

class DoctorOnWindows : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = windows_like_server::why_not(); !why.empty()) GTEST_SKIP() << why;
    server_ = std::make_unique<windows_like_server>();
    title_table_builder names;
    names.add(1, "1847");
    names.add(2, "System");
    names.add(238, "Processor");
    server_->serve(served_key::performance_data, "Counter 009", names.finish());
    block_builder block({.system_name = "WINDOWS", .perf_time = 5, .perf_freq = 10, .perf_time_100ns = 7});
    for (const std::uint32_t index : {2U, 238U, 4000U}) {
      auto object = block.add_object({.title_index = index, .has_instances = false});
      const auto counter = object.add_counter({.title_index = 6, .type = counter_type::large_rawcount});
      object.only_instance().set(counter, index);
    }
    server_->serve(served_key::performance_data, "Global", block.finish());
  }
  std::unique_ptr<windows_like_server> server_;
};

TEST_F(DoctorOnWindows, ObjectThatHangsIsNamedAndTheOthersAreAsked) {
  server_->set_culprits({{.object = 2, .stall = forever}});
  const auto run = doctor(*server_, {"--json", "--timeout", "1"});
  EXPECT_EQ(run.code, 1);
  const auto found = json::parse(run.out);
  const auto failed = failures_in(found);
  ASSERT_EQ(failed.size(), 1U) << run.out;
  EXPECT_EQ(failed[0]["name"], "System");
  EXPECT_THAT(failed[0]["error"]["advice"].get<std::string>(), HasSubstr("lodctr /Q"));
  EXPECT_EQ(found["objects"].size(), 3U);
}

TEST_F(DoctorOnWindows, QueryThatIsDeniedNamesTheGroup) {
  server_->on_method("BaseRegQueryValue", {.win32 = 5});
  const auto run = doctor(*server_, {"--json"});
  EXPECT_EQ(run.code, 1);
  const auto failed = failures_in(json::parse(run.out));
  ASSERT_EQ(failed.size(), 1U) << run.out;
  EXPECT_EQ(failed[0]["step"], "Counter 009");
  EXPECT_EQ(failed[0]["error"]["win32"], 5);
  EXPECT_THAT(failed[0]["error"]["advice"].get<std::string>(), HasSubstr("Performance Monitor Users"));
}

}  // namespace
