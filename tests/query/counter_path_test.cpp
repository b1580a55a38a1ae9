#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <perfdata/query/counter_path.hpp>

using namespace perfdata;

namespace {

struct path_case {
  const char* text;
  counter_path path;
};

TEST(CounterPath, EveryFormParsesAndPrintsBack) {
  const path_case cases[] = {
      {R"(\Memory\Available Bytes)", {.object = "Memory", .counter = "Available Bytes"}},
      {R"(\\PERFHOST\Memory\Available Bytes)",
       {.machine = "PERFHOST", .object = "Memory", .counter = "Available Bytes"}},
      {R"(\Processor(_Total)\% Processor Time)",
       {.object = "Processor", .instance = "_Total", .counter = "% Processor Time"}},
      {R"(\\h\Thread(svchost/3#2)\ID Thread)",
       {.machine = "h", .object = "Thread", .instance = "svchost/3", .index = 2, .counter = "ID Thread"}},
      {R"(\238(_Total)\6)", {.object = "238", .instance = "_Total", .counter = "6"}},
      {R"(\LogicalDisk(/)\% Free Space)",
       {.object = "LogicalDisk", .instance = "/", .counter = "% Free Space"}},
      {R"(\Network Interface(a(b)c)\Bytes Total/sec)",
       {.object = "Network Interface", .instance = "a(b)c", .counter = "Bytes Total/sec"}},
      {R"(\MSMQ Queue(host\private$\q)\Bytes in Queue)",
       {.object = "MSMQ Queue", .instance = R"(host\private$\q)", .counter = "Bytes in Queue"}},
      {R"(\Odd (name) object(x)\c)", {.object = "Odd (name) object", .instance = "x", .counter = "c"}},
      {R"(\o(unbalanced()\c)", {.object = "o", .instance = "unbalanced(", .counter = "c"}},
      {R"(\o\counter (avg))", {.object = "o", .counter = "counter (avg)"}},
      {R"(\Process(C#)\x)", {.object = "Process", .instance = "C#", .counter = "x"}},
      {R"(\*(*)\*)", {.object = "*", .instance = "*", .counter = "*"}},
  };
  for (const auto& c : cases) {
    const auto path = counter_path::parse(c.text);
    ASSERT_TRUE(path) << c.text << ": " << path.error().message;
    EXPECT_EQ(*path, c.path) << c.text;
    EXPECT_EQ(path->to_string(), c.text);
  }
}

TEST(CounterPath, NumberZeroIsLeftOut) {
  EXPECT_EQ(counter_path::parse(R"(\Process(svchost#0)\x)")->to_string(), R"(\Process(svchost)\x)");
}

TEST(CounterPath, NumberZeroStaysBehindANameThatEndsInANumber) {
  const auto path = counter_path::parse(R"(\Process(foo#3#0)\x)");
  EXPECT_EQ(path->instance, "foo#3");
  EXPECT_EQ(path->to_string(), R"(\Process(foo#3#0)\x)");
}

TEST(CounterPath, WhatIsNoPathSaysWhy) {
  for (const char* text :
       {"", "Processor", R"(\)", R"(\\)", R"(\\host)", R"(\\host\)", R"(\Memory)", R"(\Memory\)",
        R"(\\h\Memory)", R"(\(x)\c)", R"(\Processor(_Total))", R"(\Processor(_Total)\)"}) {
    const auto path = counter_path::parse(text);
    ASSERT_FALSE(path) << text;
    EXPECT_EQ(path.error().code, errc::invalid_argument);
    EXPECT_FALSE(path.error().advice.empty());
  }
}

TEST(Wildcard, StarIsAnyRunInAnyCase) {
  EXPECT_TRUE(matches_wildcard("*", ""));
  EXPECT_TRUE(matches_wildcard("% *TIME", "% Processor Time"));
  EXPECT_TRUE(matches_wildcard("a*b*c", "aXXbYYbc"));
  EXPECT_FALSE(matches_wildcard("a*b", "aXXc"));
  EXPECT_FALSE(matches_wildcard("", "x"));
  EXPECT_TRUE(matches_wildcard("svchost", "SvcHost"));
}

TEST(Wildcard, ManyStarsStayQuick) {
  const std::string text(20'000, 'a');
  EXPECT_FALSE(matches_wildcard("*a*a*a*a*a*a*a*a*a*b", text));
}

}  // namespace
