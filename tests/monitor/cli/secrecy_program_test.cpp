// No command lets a password out: not in what it prints or writes, not in its arguments or its environment.
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <tests/support/captured_process.hpp>
#include <tests/support/loopback_port.hpp>
#include <tests/support/samba_server.hpp>
#include <tests/support/wait_for.hpp>

#include <perfdata/base/utf16.hpp>

using namespace perfdata;
using namespace perfdata::test;
using namespace std::chrono_literals;

namespace {

/// The forms in which a password gets into logs.
struct disguise {
  const char* name;
  std::string text;
};

std::string to_text(byte_view bytes) {
  std::string text;
  for (const auto byte : bytes) text.push_back(std::to_integer<char>(byte));
  return text;
}

std::string as_hex(const std::string& text, const char* digits) {
  std::string hex;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    hex.push_back(digits[byte >> 4U]);
    hex.push_back(digits[byte & 15U]);
  }
  return hex;
}

std::vector<disguise> disguises_of(const samba_server& server) {
  const std::string password = server.account().password.reveal();
  const std::string wide = to_text(to_utf16le(password));
  const std::string hash = server.nt_hash();
  std::string small = hash;
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return std::tolower(c); });
  return {{"text", password},
          {"UTF-16", wide},
          {"hexadecimal", as_hex(password, "0123456789abcdef")},
          {"hexadecimal UTF-16", as_hex(wide, "0123456789abcdef")},
          {"NT hash", hash},
          {"NT hash in small letters", small}};
}

class Secrecy : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto why = samba_server::why_not(); !why.empty()) GTEST_SKIP() << why;
    server_ = std::make_unique<samba_server>();
    auto& counters = server_->counters();
    counters.set_clock(1000, 100, 134083411213070000);
    counters.add_object(2, "Things", "Things that are counted.");
    counters.add_counter(4, 2, "Count", "How many.", counter_type::rawcount);
    counters.set_last_index(4);
    counters.set_value(4, 42);
    forms_ = disguises_of(*server_);
    ASSERT_EQ(forms_[4].text.size(), 32U);
    // As talkative as the libraries can be made from outside.
    write_text(folder_ / "smb.conf", "[global]\nlog level = 10\ndebug class = yes\n");
    ::setenv("SMB_CONF_PATH", std::string(folder_ / "smb.conf").c_str(), 1);
    ::setenv("KRB5_TRACE", std::string(folder_ / "trace").c_str(), 1);
  }

  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> what,
                                                 const std::string& host) const {
    if (what.front() == "registry")
      what.push_back(R"(\\)" + host + R"(\HKLM)");
    else
      what.insert(what.end(), {"--host", host});
    what.insert(what.begin(), PERFDATA_PROGRAM);
    what.insert(what.end(), {"--user", server_->user(), "--password-file", server_->password_file().string(),
                             "--timeout", "1"});
    return what;
  }
  void expect_nothing_in(const std::string& text, const std::string& where) const {
    for (const auto& form : forms_)
      EXPECT_EQ(text.find(form.text), std::string::npos) << form.name << " in " << where;
  }
  void expect_nothing_from(const std::vector<std::string>& what, const std::string& host) const {
    const auto run = run_captured(command(what, host));
    const std::string name = what.front() + " of " + host;
    EXPECT_FALSE(run.out.empty() && run.err.empty()) << name;
    expect_nothing_in(run.out, "the output of " + name);
    expect_nothing_in(run.err, "the messages of " + name);
  }

  scratch_folder folder_;
  std::unique_ptr<samba_server> server_;
  std::vector<disguise> forms_;
};

const std::vector<std::vector<std::string>> commands{{"list"},
                                                     {"list", "--json"},
                                                     {"show", R"(\2\4)"},
                                                     {"show", R"(\2\4)", "--json"},
                                                     {"explain", R"(\2\4)"},
                                                     {"watch", R"(\2\4)", "-n", "2", "-i", "0.05"},
                                                     {"registry", "ls"},
                                                     {"doctor"},
                                                     {"doctor", "--json"}};

TEST_F(Secrecy, NoCommandPrintsThePasswordWhetherItIsAcceptedOrRefusedOrNobodyAnswers) {
  const std::string closed = "127.0.0.1:" + std::to_string(free_loopback_port());
  for (const auto& what : commands) {
    expect_nothing_from(what, server_->address().to_string());
    expect_nothing_from(what, closed);
  }
  server_->freeze();
  expect_nothing_from({"doctor", "--json"}, server_->address().to_string());
  server_->thaw();
  server_->stop_registry();
  expect_nothing_from({"doctor"}, server_->address().to_string());
  write_text(server_->password_file(), forms_.front().text + "-and-more\n");
  for (const auto& what : {commands[2], commands[6], commands[7]})
    expect_nothing_from(what, server_->address().to_string());
  for (const char* file : {"trace", "smb.conf"}) expect_nothing_in(read_text(folder_ / file), file);
}

TEST_F(Secrecy, RunningProgramShowsThePasswordNeitherInItsArgumentsNorItsEnvironmentNorWhatItWrites) {
  const std::string table = folder_ / "table.csv";
  captured_process watch(
      command({"watch", R"(\2\4)", "-i", "0.05", "-f", "csv", "-o", table}, server_->address().to_string()));
  ASSERT_TRUE(wait_for(20s, [&] { return read_text(table).find("42") != std::string::npos; }));
  const std::string process = "/proc/" + std::to_string(watch.pid());
  const std::string arguments = read_text(process + "/cmdline");
  EXPECT_NE(arguments.find("--password-file"), std::string::npos);  // it is the right process
  expect_nothing_in(arguments, "the arguments");
  expect_nothing_in(read_text(process + "/environ"), "the environment");
  watch.signal(SIGINT);
  const auto run = watch.finish();
  expect_nothing_in(run.out + run.err, "what watch prints");
  expect_nothing_in(read_text(table), "the table");
}

}  // namespace
