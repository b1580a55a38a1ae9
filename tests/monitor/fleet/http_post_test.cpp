#include "monitor/fleet/http_post.hpp"

#include "monitor/fleet/http_server.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>
#include <tests/support/loopback_port.hpp>

namespace perfdata::fleet {
namespace {

http_outcome post(boost::asio::io_context& context, const std::string& url,
                  std::chrono::milliseconds timeout) {
  http_outcome outcome{.status = 1};
  http_post(
      context,
      {.url = *http_url::parse(url), .content_type = "application/json", .body = "{}", .timeout = timeout},
      [&](http_outcome ended) {
        outcome = std::move(ended);
        context.stop();
      });
  context.restart();
  context.run_for(std::chrono::seconds(10));
  return outcome;
}

TEST(HttpPost, TellsTheServersStatus) {
  boost::asio::io_context context;
  const auto server = http_server::open(
      context, {.listen = "127.0.0.1:0"}, [](const http_request& request, http_responder respond) {
        respond({.status = request.method == "POST" && request.target == "/v1/metrics" ? 202U : 500U});
      });
  ASSERT_TRUE(server);
  EXPECT_EQ(post(context, (*server)->url(), std::chrono::seconds(5)).status, 202U);
}

TEST(HttpPost, SaysWhatStoodInTheWay) {
  boost::asio::io_context context;
  const auto nobody = "http://127.0.0.1:" + std::to_string(perfdata::test::free_loopback_port());
  const auto refused = post(context, nobody, std::chrono::seconds(5));
  EXPECT_EQ(refused.status, 0U);
  EXPECT_NE(refused.why.find("connect"), std::string::npos);
  const perfdata::test::loopback_listener silent;
  const auto late =
      post(context, "http://127.0.0.1:" + std::to_string(silent.port()), std::chrono::milliseconds(200));
  EXPECT_EQ(late.status, 0U);
  EXPECT_NE(late.why.find("receive"), std::string::npos);
}

TEST(HttpUrl, IsAHostAPortAndAPath) {
  const auto url = http_url::parse("https://[::1]:4318/otlp/v1/metrics?x=1");
  ASSERT_TRUE(url);
  EXPECT_TRUE(url->secure);
  EXPECT_EQ(url->host, "::1");
  EXPECT_EQ(url->port, "4318");
  EXPECT_EQ(url->path, "/otlp/v1/metrics?x=1");
  EXPECT_EQ(http_url::parse("http://collector")->path, "/v1/metrics");
  EXPECT_EQ(http_url::parse("http://[::1]")->port, "80");
}

TEST(HttpUrl, HoldsNoPassword) {
  const auto url = http_url::parse("http://alice:sesame@collector/");
  ASSERT_FALSE(url);
  for (const char* wrong :
       {"", "ftp://x", "http://", "http://a:b", "http://a b", "http://:80", "http://a/\r\nX: y"})
    EXPECT_FALSE(http_url::parse(wrong)) << wrong;
}

}  // namespace
}  // namespace perfdata::fleet
