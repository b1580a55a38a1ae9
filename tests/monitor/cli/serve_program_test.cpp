// perfdata serve as people and Prometheus use it: against a real smbd, through curl, with TLS and a password.
#include "tests/remote/samba_scene.hpp"

#include <csignal>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <tests/support/captured_process.hpp>
#include <tests/support/wait_for.hpp>

namespace perfdata::test {
namespace {

bool has(const char* program) {
  return run_captured({"/bin/sh", "-c", fmt::format("command -v {}", program)}).code == 0;
}

std::string curl(const std::vector<std::string>& arguments) {
  std::vector<std::string> command{"/usr/bin/env", "curl", "-s", "-S", "--max-time", "20"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_captured(command).out;
}

class served {
 public:
  served(const scratch_folder& folder, const std::string& config) {
    write_text(folder / "fleet.toml", config);
    process_ = std::make_unique<captured_process>(std::vector<std::string>{
        PERFDATA_PROGRAM, "serve", "--config", folder / "fleet.toml", "--listen", "127.0.0.1:0"});
    EXPECT_TRUE(process_->wait_for_output("\n", 1, std::chrono::seconds(20)));
  }
  /// Ends it as an administrator would; its address, which it told at the start.
  finished finish() {
    process_->signal(SIGTERM);
    return process_->finish();
  }
  std::string url() {
    const auto text = read_text(fmt::format("/proc/{}/fd/1", process_->pid()));
    return text.substr(text.find(' ') + 1, text.rfind('/') - text.find(' ') - 1);
  }

 private:
  std::unique_ptr<captured_process> process_;
};

std::string config_for(const samba_server& server) {
  return fmt::format(R"(targets = ["127.0.0.1:*"]
local_module = ""
[credentials.default]
user = "{}"
password_file = "{}"
[modules.default]
objects = ["Things", "Workers"]
period = 0.2
timeout = 5
)",
                     server.user(), server.password_file().string());
}

std::string probe_of(const machine_address& target) {
  return "/probe?target=" + target.to_string();
}

std::string with_tls(const std::string& certificate, const std::string& key, const std::string& users) {
  return fmt::format(
      "local_module = \"\"\n[server]\ncertificate = \"{}\"\nkey = \"{}\"\nbasic_auth_file = \"{}\"\n",
      certificate, key, users);
}

class ServeProgram : public SambaTest {
 protected:
  void SetUp() override {
    SambaTest::SetUp();
    if (!IsSkipped() && !has("curl")) GTEST_SKIP() << "needs curl";
  }
};

TEST_F(ServeProgram, ShowsWhatShowShows) {
  samba_server server;
  set_scene(server.counters());
  const scratch_folder folder;
  served program(folder, config_for(server));
  const auto text = curl({program.url() + probe_of(server.address())});
  EXPECT_NE(text.find("\nperfdata_up 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nperfdata_things_bytes 123456789012\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nperfdata_workers_tasks{workers=\"worker 2\"} 6\n"), std::string::npos) << text;
  const auto shown = run_captured({PERFDATA_PROGRAM, "--host", server.address().to_string(), "--user",
                                   server.user(), "--password-file", server.password_file().string(), "show",
                                   R"(\Things\Bytes)", "--json"});
  EXPECT_NE(shown.out.find("123456789012"), std::string::npos) << shown.out << shown.err;
  if (has("promtool")) {
    const auto checked = run_captured({"/usr/bin/env", "promtool", "check", "metrics"}, text);
    EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
  }
  // Gone and back: the gap is as long as the outage.
  server.kill();
  EXPECT_TRUE(wait_for(std::chrono::seconds(10), [&] {
    return curl({program.url() + probe_of(server.address())}).find("\nperfdata_up 0\n") != std::string::npos;
  }));
  server.start();
  EXPECT_TRUE(wait_for(std::chrono::seconds(20), [&] {
    return curl({program.url() + probe_of(server.address())}).find("\nperfdata_up 1\n") != std::string::npos;
  }));
  EXPECT_EQ(program.finish().code, 0);
}

TEST_F(ServeProgram, SendsARefusedPasswordOnce) {
  samba_server server;
  set_scene(server.counters());
  const scratch_folder folder;
  served program(folder, config_for(server));
  server.change_password();
  write_text(server.password_file(), "not this one\n");
  for (int i = 0; i < 5; ++i) {
    const auto text = curl({program.url() + probe_of(server.address())});
    EXPECT_NE(text.find("reason=\"logon_failed\""), std::string::npos) << text;
  }
  EXPECT_LE(server.refused_log_ons(), 1);
  const auto end = program.finish();
  EXPECT_EQ((end.out + end.err).find("not this one"), std::string::npos);
}

TEST(ServeProgramAlone, SpeaksTlsAndAsksForAPassword) {
  if (!has("curl") || !has("openssl")) GTEST_SKIP() << "needs curl and openssl";
  const scratch_folder folder;
  const std::string key = folder / "key.pem";
  const std::string certificate = folder / "cert.pem";
  ASSERT_EQ(run_captured({"/usr/bin/env", "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                          "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", certificate,
                          "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "1"})
                .code,
            0);
  const std::string users = folder / "users";
  write_text(users, "alice:sesame\n");
  std::filesystem::permissions(users, std::filesystem::perms(0600));
  served program(folder, with_tls(certificate, key, users));
  const auto url = program.url() + "/-/healthy";
  EXPECT_TRUE(url.starts_with("https://"));
  EXPECT_EQ(curl({"--cacert", certificate, "-u", "alice:sesame", url}), "healthy\n");
  EXPECT_EQ(
      curl({"--cacert", certificate, "-u", "alice:sesam", "-o", "/dev/null", "-w", "%{http_code}", url}),
      "401");
  EXPECT_EQ(curl({"--cacert", certificate, "-o", "/dev/null", "-w", "%{http_code}", url}), "401");
  EXPECT_EQ(curl({"--cacert", certificate, "--tls-max", "1.1", "-o", "/dev/null", "-w", "%{http_code}", url}),
            "000");
  EXPECT_EQ(curl({"http" + url.substr(5)}), "");
}

TEST(ServeProgramAlone, ShowsThisMachineAndStopsWithASignal) {
  if (!has("curl")) GTEST_SKIP() << "needs curl";
  const scratch_folder folder;
  served program(folder, "");
  const auto text = curl({program.url() + "/metrics"});
  EXPECT_NE(text.find("\nperfdata_memory_available_bytes "), std::string::npos);
  EXPECT_NE(text.find("\nperfdata_build_info{"), std::string::npos);
  write_text(folder / "fleet.toml", "targets = 5\n");
  const auto refused = curl({"-X", "POST", program.url() + "/-/reload"});
  EXPECT_NE(refused.find("line 1: targets is a list of texts"), std::string::npos) << refused;
  EXPECT_EQ(curl({program.url() + "/-/healthy"}), "healthy\n");
  const auto end = program.finish();
  EXPECT_EQ(end.code, 0);
  EXPECT_TRUE(end.out.starts_with("serving http://127.0.0.1:"));
}

TEST(ServeProgramAlone, NamesWhatIsWrongInItsConfiguration) {
  const scratch_folder folder;
  write_text(folder / "fleet.toml", "[modules.m]\nobjects = [\"A\"]\nperiod = \"soon\"\n");
  const auto end = run_captured({PERFDATA_PROGRAM, "serve", "--check", "--config", folder / "fleet.toml"});
  EXPECT_EQ(end.code, 2);
  EXPECT_NE(end.err.find("line 3: [modules.m] period is a number of seconds"), std::string::npos) << end.err;
}

TEST(ServeProgramAlone, PushesToWhereItIsToldAndRefusesWhatMakesNoSense) {
  const scratch_folder folder;
  const auto check = [&](const std::string& config, const std::string& url) {
    write_text(folder / "fleet.toml", config);
    return run_captured(
        {PERFDATA_PROGRAM, "serve", "--check", "--config", folder / "fleet.toml", "--otlp", url});
  };
  const std::string url = "http://127.0.0.1:4318/v1/metrics";
  EXPECT_EQ(check("targets = [\"web*\", \"web1\"]\n", url).code, 0);
  EXPECT_EQ(check("targets = [\"web1\"]\n", "127.0.0.1:4318").code, 2);
  const auto nobody = check("targets = [\"web*\"]\n", url);
  EXPECT_EQ(nobody.code, 2);
  EXPECT_NE(nobody.err.find("nobody to push"), std::string::npos) << nobody.err;
}

}  // namespace
}  // namespace perfdata::test
