#include "monitor/fleet/query_string.hpp"

#include <gtest/gtest.h>

namespace perfdata::fleet {
namespace {

TEST(RequestTarget, IsAPathAndDecodedParameters) {
  const auto target = parse_request_target("/probe?target=%5C%5Chost%3A1445&module=a+b&&empty");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/probe");
  EXPECT_EQ(target->parameters, (std::map<std::string, std::string>{
                                    {"target", R"(\\host:1445)"}, {"module", "a b"}, {"empty", ""}}));
}

TEST(RequestTarget, RefusesWhatCannotBeMeant) {
  std::string many = "/?";
  for (int i = 0; i < 17; ++i) many += "p" + std::to_string(i) + "=1&";
  for (const std::string& text :
       {std::string("/a%"), std::string("/a%1"), std::string("/a%zz"), std::string("/a%00b"),
        std::string("/?a=1&a=2"), std::string("/?a=%0d%0a"), many, std::string(4097, 'a')})
    EXPECT_FALSE(parse_request_target(text)) << text;
}

}  // namespace
}  // namespace perfdata::fleet
