// Arguments alone: nothing here opens a file, a terminal or a connection.
#include "monitor/cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <variant>

using namespace perfdata;
using namespace perfdata::cli;
using testing::HasSubstr;
using testing::Not;

namespace {

using arguments_list = std::vector<std::vector<std::string>>;

std::optional<program::ending> parsed(std::vector<std::string> arguments) {
  return program().parse(std::move(arguments));
}

TEST(Program, CommandsThatMakeSenseAreTaken) {
  const arguments_list good{
      {"list"},
      {"list", "--instances", "processor"},
      {"list", "--paths", "--json", "--lang", "007", "*disk*"},
      {"show", R"(\Processor(*)\% Processor Time)"},
      {"show", R"(\238(_Total)\6)", R"(\\host\Memory\*)", "--json"},
      {"watch", R"(\System\*)", "-i", "0.25", "-n", "3", "-f", "csv", "-o", "x.csv"},
      {"decode", "-"},
      {"decode", "list"},
      {"decode", "/nowhere/block.bin", "--names", "/nowhere/names", "--json"},
      {"decode", "/nowhere/block.bin", "--map"},
      {"registry", "ls", R"(\\host\HKLM\SOFTWARE)", "--values", "--json"},
      {"registry", "get", R"(\\host\HKLM\a)", R"(a\b)", "--user", "u"},
      {"registry", "get", "HKPT", "list"},
      {"registry", "get", "HKPT", "ls", "--json"},
      {"registry", "get", "HKLM", ""},
      {"--host", "a", "list"},
      {"list", "--host", "a", "--host", "[::1]:1445", "--user", R"(D\u)", "--password-file", "f"},
      {"show", "--host", "a", R"(\2\4)", "--kerberos"},
      {"show", "--host", "a", "--kerberos", R"(\2\4)"},
      {"--kerberos", "list", "processor", "--host", "a"},
      {"list", "--host", "a", "--kerberos", "processor"},
      {"run", "--host", "a", "--kerberos", "--", "true"},
      {"show", R"(\2\4)", "--host", "a", "--anonymous", "--protect", "integrity", "--timeout", "2.5"},
  };
  for (const auto& arguments : good) {
    const auto ending = parsed(arguments);
    EXPECT_FALSE(ending) << testing::PrintToString(arguments) << ending->text;
  }
}

TEST(Program, WrongUsageEndsWithTwoAndSaysWhatToTry) {
  const arguments_list wrong{
      {},
      {"frobnicate"},
      {"show"},
      {"watch"},
      {"decode"},
      {"registry"},
      {"registry", "ls"},
      {"registry", "get"},
      {"registry", "write", "HKLM"},
      {"registry", "ls", "HKLM", "more"},
      {"registry", "get", "HKLM", "value", "more"},
      {"decode", "a", "b"},
      {"decode", "a", "--json", "--map"},
      {"list", "--instances", "--paths"},
      {"list", "--lang", "english"},
      {"watch", "x", "-i", "0"},
      {"watch", "x", "-i", "soon"},
      {"watch", "x", "-n", "0"},
      {"watch", "x", "-n", "-1"},
      {"watch", "x", "-f", "xml"},
      {"show", "x", "--host", "a b"},
      {"show", "x", "--host", "a:99999"},
      {"show", "x", "--at", "2026-11-23T03:12:01Z"},
      {"show", "x", "--file", "f", "--at", "yesterday"},
      {"record", "Processor"},
      {"show", "x", "--protect", "none"},
      {"show", "x", "--timeout", "0"},
      {"show", "x", "--password-file", "f"},
      {"show", "x", "--user", "u", "--anonymous"},
      {"show", "x", "--frobnicate"},
  };
  for (const auto& arguments : wrong) {
    const auto ending = parsed(arguments);
    ASSERT_TRUE(ending) << testing::PrintToString(arguments);
    EXPECT_EQ(ending->code, exit_code::usage) << testing::PrintToString(arguments);
    EXPECT_THAT(ending->text, HasSubstr("\n  try: ")) << testing::PrintToString(arguments);
  }
}

TEST(Program, UnknownCommandIsAnsweredWithTheListOfThoseThereAre) {
  const auto ending = parsed({"frobnicate"});
  ASSERT_TRUE(ending);
  EXPECT_THAT(ending->text, HasSubstr("frobnicate"));
  EXPECT_THAT(ending->text, HasSubstr("list, show, watch, record, decode"));
}

TEST(Program, HelpAndVersionAreNoFailure) {
  for (const auto& arguments : arguments_list{{"--help"}, {"watch", "--help"}, {"--version"}}) {
    const auto ending = parsed(arguments);
    ASSERT_TRUE(ending);
    EXPECT_EQ(ending->code, exit_code::done);
    EXPECT_FALSE(ending->text.empty());
  }
}

TEST(Program, PasswordAsAnArgumentIsRefusedAndNotRepeated) {
  for (const auto& arguments : arguments_list{{"--password", "hunter2", "list"},
                                              {"list", "--password=hunter2"},
                                              {"show", "x", "--pass", "hunter2"},
                                              {"--pwd=hunter2", "list"}}) {
    const auto ending = parsed(arguments);
    ASSERT_TRUE(ending);
    EXPECT_EQ(ending->code, exit_code::usage);
    EXPECT_THAT(ending->text, Not(HasSubstr("hunter2")));
  }
}

TEST(Program, SourceOptionsMayStandBeforeAndAfterTheCommand) {
  program chosen;
  ASSERT_FALSE(chosen.parse({"--host", "first", "list", "--host", "[::1]", "--timeout", "1.5"}));
  const auto places = chosen.sources().places();
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(std::get<host_place>(places[0].place).address, "first");
  EXPECT_EQ(std::get<host_place>(places[1].place).address, "[::1]");
  EXPECT_EQ(places[1].timeout, std::chrono::milliseconds(1500));
  EXPECT_EQ(places[1].protection, protection::privacy);
}

TEST(Program, KerberosTakesACacheOrNone) {
  program bare;
  ASSERT_FALSE(bare.parse({"list", "--host", "h", "--kerberos"}));
  EXPECT_EQ(bare.sources().logon.kerberos_cache, "");
  program named;
  ASSERT_FALSE(named.parse({"list", "--host", "h", "--kerberos=FILE:/tmp/c"}));
  EXPECT_EQ(named.sources().logon.kerberos_cache, "FILE:/tmp/c");
}

TEST(Program, WordBehindKerberosIsACacheOnlyWhereItIsWrittenLikeOne) {
  for (const std::string cache : {"FILE:/tmp/c", "/tmp/krb5cc_0", "KCM:", "caches/mine"}) {
    program named;
    EXPECT_FALSE(named.parse({"show", "--kerberos", cache, R"(\Memory\*)", "--host", "h"})) << cache;
    EXPECT_EQ(named.sources().logon.kerberos_cache, cache);
  }
  for (const std::string path : {R"(\Memory\*)", R"(\Thread(a/b)\*)", R"(\\h\LogicalDisk(C:)\*)"}) {
    program bare;
    EXPECT_FALSE(bare.parse({"show", "--kerberos", path, "--host", "h"})) << path;
    EXPECT_EQ(bare.sources().logon.kerberos_cache, "") << path;
  }
}

TEST(Program, CommandWithinACommandIsAskedFor) {
  EXPECT_THAT(parsed({"registry"})->text, HasSubstr("one of: ls, get"));
  const auto unknown = parsed({"registry", "write", "HKLM"});
  EXPECT_THAT(unknown->text, HasSubstr("there is no command \"registry write\""));
  EXPECT_THAT(unknown->text, HasSubstr("one of: ls, get"));
}

}  // namespace
