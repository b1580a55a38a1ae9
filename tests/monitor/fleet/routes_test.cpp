#include "monitor/fleet/routes.hpp"

#include "monitor/fleet/scrape_time.hpp"
#include "tests/monitor/fleet/fleet_scene.hpp"

#include <gtest/gtest.h>
#include <tests/support/scratch_folder.hpp>

namespace perfdata::fleet {
namespace {

using namespace test;

class Routes : public ::testing::Test {
 protected:
  static fleet_config configuration() {
    fleet_config config;
    config.targets = {"host*"};
    config.modules["default"] = three_objects();
    return config;
  }
  route_parts parts() {
    return {.targets = targets,
            .reload = [this]() -> result<void> {
              ++reloads;
              return {};
            },
            .version = "1.2<3>"};
  }
  http_response ask(routes& paths, const http_request& request) {
    std::optional<http_response> response;
    paths.handle(request, [&](http_response given) { response = std::move(given); });
    asker->answer_all();
    EXPECT_TRUE(response);
    return response.value_or(http_response{.status = 0});
  }
  http_response get(const std::string& target) {
    routes paths(parts());
    return ask(paths, {.method = "GET", .target = target});
  }

  std::shared_ptr<scripted_asker> asker = std::make_shared<scripted_asker>();
  fleet targets{configuration(), [this](const machine_address&, const module_settings&, const account*) {
                  return result<std::shared_ptr<counter_asker>>(asker);
                }};
  int reloads = 0;
};

TEST_F(Routes, ProbeAnswersMetrics) {
  const auto response = get("/probe?target=host1");
  EXPECT_EQ(response.status, 200U);
  EXPECT_EQ(response.content_type, "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_NE(response.body.find("\nperfdata_up 1\n"), std::string::npos);
}

TEST_F(Routes, ProbeSpeaksOpenMetrics) {
  routes paths(parts());
  const auto response = ask(
      paths, {.method = "GET", .target = "/probe?target=host1", .accept = "application/openmetrics-text"});
  EXPECT_TRUE(response.body.ends_with("# EOF\n"));
}

TEST_F(Routes, SayWhatIsWrongWithARequest) {
  EXPECT_EQ(get("/probe").status, 400U);
  EXPECT_EQ(get("/probe?target=elsewhere").status, 403U);
  EXPECT_EQ(get("/probe?target=host1&module=none").status, 404U);
  EXPECT_EQ(get("/etc/passwd").status, 404U);
  EXPECT_EQ(get("/%zz").status, 400U);
  EXPECT_EQ(get("/-/reload").status, 405U);
}

TEST_F(Routes, ReloadIsNotForWebPages) {
  routes paths(parts());
  EXPECT_EQ(ask(paths, {.method = "POST", .target = "/-/reload", .origin = "http://evil.example"}).status,
            403U);
  EXPECT_EQ(reloads, 0);
  EXPECT_EQ(ask(paths, {.method = "POST", .target = "/-/reload"}).status, 200U);
  EXPECT_EQ(reloads, 1);
}

TEST_F(Routes, MetricsTellAboutTheExporter) {
  routes paths(parts());
  (void)ask(paths, {.method = "GET", .target = "/nonsense?x=<y>"});
  const auto body = ask(paths, {.method = "GET", .target = "/metrics"}).body;
  EXPECT_NE(body.find("perfdata_build_info{version=\"1.2<3>\"} 1"), std::string::npos);
  EXPECT_NE(body.find("perfdata_http_requests_total{path=\"other\",code=\"404\"} 1"), std::string::npos);
  EXPECT_NE(body.find("process_resident_memory_bytes"), std::string::npos);
}

TEST_F(Routes, ThePageEscapesWhatItShows) {
  asker->failing["*"] = {.code = errc::unreachable, .message = "<script>"};
  (void)get("/probe?target=host1");
  const auto body = get("/").body;
  EXPECT_EQ(body.find("<script>"), std::string::npos);
  EXPECT_NE(body.find("&lt;script&gt;"), std::string::npos);
  EXPECT_NE(body.find("1.2&lt;3&gt;"), std::string::npos);
}

TEST_F(Routes, WithAPasswordFileNobodyElseGetsAnything) {
  const perfdata::test::scratch_folder folder;
  const auto file = folder / "users";
  perfdata::test::write_text(file, "# who may\nalice:open sesame\r\nbob:x:y\n");
  std::filesystem::permissions(file,
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  auto guarded = parts();
  guarded.auth = *basic_auth::read(file);
  routes paths(std::move(guarded));
  const auto status = [&](const char* header) {
    return ask(paths, {.method = "GET", .target = "/-/healthy", .authorization = header}).status;
  };
  EXPECT_EQ(status("Basic YWxpY2U6b3BlbiBzZXNhbWU="), 200U);  // alice:open sesame
  EXPECT_EQ(status("basic Ym9iOng6eQ=="), 200U);              // bob:x:y
  EXPECT_EQ(status("Basic YWxpY2U6b3BlbiBzZXNhbQ=="), 401U);  // alice:open sesam
  for (const char* nonsense : {"", "Basic ", "Basic =", "Basic ====", "Bearer x", "Basic !!!!"})
    EXPECT_EQ(status(nonsense), 401U) << nonsense;
}

TEST_F(Routes, APasswordFileThatOthersMayReadIsRefused) {
  const perfdata::test::scratch_folder folder;
  const auto file = folder / "users";
  perfdata::test::write_text(file, "alice:open sesame\n");
  std::filesystem::permissions(file, std::filesystem::perms(0644));
  const auto auth = basic_auth::read(file);
  ASSERT_FALSE(auth);
  EXPECT_EQ(auth.error().code, errc::access_denied);
  EXPECT_EQ(auth.error().message.find("sesame"), std::string::npos);
}

TEST(ScrapeTime, IsALittleLessThanPrometheusWaits) {
  EXPECT_EQ(scrape_time("5"), std::chrono::milliseconds(4500));
  EXPECT_EQ(scrape_time("0.2"), std::chrono::milliseconds(100));
  for (const char* nonsense : {"", "x", "-1", "nan"})
    EXPECT_EQ(scrape_time(nonsense), std::chrono::seconds(10));
  EXPECT_EQ(scrape_time("1e300"), std::chrono::minutes(10));
}

}  // namespace
}  // namespace perfdata::fleet
