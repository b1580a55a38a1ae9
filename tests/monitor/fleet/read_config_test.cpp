#include "monitor/fleet/read_config.hpp"

#include <gtest/gtest.h>
#include <ostream>

namespace perfdata::fleet {
namespace {

constexpr const char* whole = R"(
targets = ["server*.corp.example", "10.1.*"]
max_targets = 50
local_module = ""

[server]
listen = "[::1]:9000"
certificate = "c.pem"
key = "k.pem"
basic_auth_file = "users"
max_connections = 9

[credentials.corp]
user = 'CORP\reader'
password_file = "/etc/perfdata/corp"

[modules.default]
objects = ["Processor", { name = "Process", counters = ["Working*"], include = ["w*"], exclude = ["wait"] }]
credentials = "corp"
language = "007"
protection = "integrity"
period = 2.5
timeout = 3
cooked = true
totals = true
max_series = 7
names = "windows_exporter"

[push]
url = "http://127.0.0.1:4318/v1/metrics"
targets = ["server1"]
queue = "/var/lib/perfdata"
max_bytes = 100000
)";

TEST(ReadConfig, TakesEveryKey) {
  const auto config = parse_config(whole);
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->targets, (std::vector<std::string>{"server*.corp.example", "10.1.*", "server1"}));
  EXPECT_EQ(config->max_targets, 50U);
  EXPECT_EQ(config->server.listen, "[::1]:9000");
  EXPECT_EQ(config->server.max_connections, 9U);
  EXPECT_EQ(config->accounts.at("corp").user, R"(CORP\reader)");
  const auto& module = config->modules.at("default");
  ASSERT_EQ(module.objects.size(), 2U);
  EXPECT_EQ(module.objects[0].counters, std::vector<std::string>{"*"});
  EXPECT_EQ(module.objects[1].exclude, std::vector<std::string>{"wait"});
  EXPECT_EQ(module.protection, protection::integrity);
  EXPECT_EQ(module.period, std::chrono::milliseconds(2500));
  EXPECT_EQ(module.naming, naming::windows_exporter);
  EXPECT_EQ(module.max_series, 7U);
  EXPECT_TRUE(module.cooked && module.totals);
  EXPECT_EQ(config->push.max_bytes, 100000U);
  EXPECT_EQ(config->push.module, "default");
}

TEST(ReadConfig, NothingSaidIsALoopbackServerThatMayAskNobody) {
  const auto config = parse_config("");
  ASSERT_TRUE(config);
  EXPECT_EQ(config->server.listen, "127.0.0.1:9642");
  EXPECT_FALSE(is_allowed(config->targets, "anything"));
  EXPECT_EQ(config->modules.at("default").objects.size(), 7U);
}

struct wrong_config {
  const char* text;
  const char* said;
};

// Without it GoogleTest would show the addresses.
void PrintTo(const wrong_config& wrong, std::ostream* out) {
  *out << wrong.said;
}

class WrongConfig : public ::testing::TestWithParam<wrong_config> {};

TEST_P(WrongConfig, IsNamedWithItsLine) {
  const auto config = parse_config(GetParam().text);
  ASSERT_FALSE(config);
  EXPECT_NE(config.error().message.find(GetParam().said), std::string::npos) << config.error().message;
  EXPECT_FALSE(config.error().advice.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Of, WrongConfig,
    ::testing::Values(
        wrong_config{"targets = 5", "line 1: targets is a list of texts"},
        wrong_config{"target = [\"a\"]", "line 1: target is not known here"},
        wrong_config{"[server]\nlisten = true", "line 2: [server] listen is a text"},
        wrong_config{"[server]\ncertificate = \"a\"", "certificate and key go together"},
        wrong_config{"[modules.m]\nobjects = []", "[modules.m] objects is missing"},
        wrong_config{"[modules.m]\nobjects = [\"A\", \"a\"]", "names an object twice"},
        wrong_config{"[modules.m]\nobjects = [{ counters = [\"*\"] }]", "name is missing"},
        wrong_config{"[modules.m]\nobjects = [\"A\"]\nperiod = nan", "is a number of seconds"},
        wrong_config{"[modules.m]\nobjects = [\"A\"]\nmax_series = -1", "is a whole number"},
        wrong_config{"[modules.m]\nobjects = [\"A\"]\ncredentials = \"x\"", "there is no [credentials.x]"},
        wrong_config{"[modules.m]\nobjects = [\"A\"]\nprotection = \"none\"", "\"privacy\", \"integrity\""},
        wrong_config{"[modules.m]\nobjects = [\"A\"]\nlanguage = \"de\"", "hex digits"},
        wrong_config{"[credentials.a]\nuser = \"u\"\npassword = \"secret\"",
                     "password is never written here"},
        wrong_config{"[credentials.a]\nuser = \"u\"", "needs one of"},
        wrong_config{"[push]\nurl = \"file:///etc/passwd\"\nqueue = \"q\"", "is http://HOST"},
        wrong_config{"local_module = \"x\"", "names no module"}, wrong_config{"a = [1,", "line 1"}));

TEST(ReadConfig, NeverRepeatsAPasswordThatSomebodyWrote) {
  const auto config = parse_config("[credentials.a]\nuser = \"u\"\npassword = \"swordfish\"");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().message.find("swordfish"), std::string::npos);
}

TEST(ReadConfig, NamesTheFileThatIsNotThere) {
  const auto config = read_config("/nowhere/fleet.toml");
  ASSERT_FALSE(config);
  EXPECT_NE(config.error().message.find("/nowhere/fleet.toml"), std::string::npos);
}

}  // namespace
}  // namespace perfdata::fleet
