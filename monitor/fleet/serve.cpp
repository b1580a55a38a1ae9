#include "monitor/fleet/serve.hpp"

#include "monitor/fleet/machine_askers.hpp"
#include "monitor/fleet/otlp_push.hpp"
#include "monitor/fleet/routes.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <thread>

namespace perfdata::fleet {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto tick_pause = 100ms;

}  // namespace

struct service::state {
  explicit state(serve_options given)
      : options(std::move(given)), ticker(context), targets(options.config, remote_machines(poster())) {}
  state(const state&) = delete;
  state& operator=(const state&) = delete;
  ~state() {
    context.stop();
    if (thread.joinable()) thread.join();
    if (local != nullptr) local->stop();
  }

  fleet_poster poster() {
    return [this](std::function<void()> work) { asio::post(context, std::move(work)); };
  }

  result<void> set_up() {
    route_parts parts{.targets = targets,
                      .local = open_local(),
                      .reload = [this] { return reload(); },
                      .add_own_metrics =
                          [this](metric_set& out) {
                            if (push) push->add_metrics(out);
                          },
                      .version = options.version};
    const auto& settings = options.config.server;
    if (!settings.basic_auth_file.empty()) {
      auto auth = basic_auth::read(settings.basic_auth_file);
      if (!auth) return failure(auth.error());
      parts.auth = *std::move(auth);
    }
    paths = std::make_unique<routes>(std::move(parts));
    if (auto pushed = set_up_push(); !pushed) return pushed;
    auto opened = http_server::open(context,
                                    {.listen = settings.listen,
                                     .certificate = settings.certificate,
                                     .key = settings.key,
                                     .max_connections = settings.max_connections},
                                    [this](const http_request& request, http_responder respond) {
                                      paths->handle(request, std::move(respond));
                                    });
    if (!opened) return failure(opened.error());
    server = *std::move(opened);
    url = server->url();
    tick();
    thread = std::thread([this] { context.run(); });
    return {};
  }

  result<void> set_up_push() {
    const auto& config = options.config;
    if (config.push.url.empty()) return {};
    auto where = http_url::parse(config.push.url);
    if (!where) return failure(where.error());
    push_parts parts{.settings = config.push,
                     .url = *std::move(where),
                     .version = options.version,
                     .period = config.modules.at(config.push.module).period,
                     .send = [this](http_message message, std::function<void(http_outcome)> done) {
                       http_post(context, std::move(message), std::move(done));
                     }};
    if (!config.push.headers_file.empty()) {
      auto headers = read_headers(config.push.headers_file);
      if (!headers) return failure(headers.error());
      parts.headers = *std::move(headers);
    }
    auto queue = push_queue::open(config.push.queue, config.push.max_bytes);
    if (!queue) return failure(queue.error());
    push = std::make_unique<otlp_push>(std::move(parts), *std::move(queue), targets);
    return {};
  }

  // Where this machine cannot be read, /metrics still tells about the exporter.
  std::shared_ptr<target_session> open_local() {
    if (local != nullptr) local->stop();
    local.reset();
    const auto& config = targets.config();
    const auto module = config.modules.find(config.local_module);
    if (module == config.modules.end()) return nullptr;
    auto asker = this_machine_asker(poster());
    if (!asker) {
      options.on_problem(asker.error());
      return nullptr;
    }
    local = std::make_shared<target_session>(session_parts{.target = "this machine",
                                                           .module = module->first,
                                                           .settings = module->second,
                                                           .asker = *std::move(asker)});
    return local;
  }

  result<void> reload() {
    auto next = options.read_again();
    if (!next) return failure(next.error());
    targets.configure(*std::move(next));
    paths->set_local(open_local());
    return {};
  }

  void tick() {
    ticker.expires_after(tick_pause);
    ticker.async_wait([this](const boost::system::error_code& failed) {
      if (failed) return;
      targets.tick();
      if (push) push->tick();
      tick();
    });
  }

  serve_options options;
  asio::io_context context{1};
  asio::steady_timer ticker;
  fleet targets;
  std::shared_ptr<target_session> local{};
  std::unique_ptr<otlp_push> push{};
  std::unique_ptr<routes> paths{};
  std::unique_ptr<http_server> server{};
  std::string url{};
  std::thread thread{};
};

service::service(std::unique_ptr<state> made) : state_(std::move(made)) {}
service::~service() = default;

result<std::unique_ptr<service>> service::start(serve_options options) {
  auto made = std::make_unique<state>(std::move(options));
  if (auto ready = made->set_up(); !ready) return failure(ready.error());
  return std::unique_ptr<service>(new service(std::move(made)));
}

const std::string& service::url() const noexcept {
  return state_->url;
}

}  // namespace perfdata::fleet
