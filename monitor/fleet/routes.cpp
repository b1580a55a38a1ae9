#include "monitor/fleet/routes.hpp"

#include "monitor/fleet/exporter_metrics.hpp"
#include "monitor/fleet/exposition.hpp"
#include "monitor/fleet/query_string.hpp"
#include "monitor/fleet/scrape_time.hpp"

#include <fmt/format.h>

namespace perfdata::fleet {
namespace {

using namespace std::chrono_literals;

unsigned status_of(errc code) {
  switch (code) {
    case errc::invalid_argument: return 400;
    case errc::access_denied: return 403;
    case errc::not_found: return 404;
    case errc::too_large: return 503;
    default: return 500;
  }
}

http_response text_response(unsigned status, std::string body) {
  return {.status = status, .body = std::move(body)};
}

http_response error_response(const error& why) {
  return text_response(status_of(why.code), why.advice.empty()
                                                ? why.message + "\n"
                                                : fmt::format("{}\n  try: {}\n", why.message, why.advice));
}

http_response metrics_response(const metric_set& metrics, const http_request& request) {
  const auto format = format_for(request.accept);
  return {.status = 200,
          .content_type = std::string(content_type(format)),
          .body = write_metrics(metrics, format)};
}

// Paths that exist: a label must not be what a client makes up.
std::string_view known_path(std::string_view path) {
  for (const std::string_view known : {"/", "/probe", "/metrics", "/-/healthy", "/-/reload"})
    if (known == path) return known;
  return "other";
}

}  // namespace

void routes::handle(const http_request& request, http_responder respond) {
  const auto target = parse_request_target(request.target);
  const std::string path(target ? known_path(target->path) : "other");
  const http_responder answer = [this, path, respond = std::move(respond)](http_response response) {
    count(path, response.status);
    respond(std::move(response));
  };
  if (parts_.auth && !parts_.auth->allows(request.authorization)) {
    auto refused = text_response(401, "name and password, please\n");
    refused.headers.emplace_back("WWW-Authenticate", "Basic realm=\"perfdata\", charset=\"UTF-8\"");
    return answer(std::move(refused));
  }
  if (!target) return answer(error_response(target.error()));
  const bool reloads = path == "/-/reload";
  if (request.method != (reloads ? "POST" : "GET")) {
    auto wrong = text_response(405, reloads ? "POST only\n" : "GET only\n");
    wrong.headers.emplace_back("Allow", reloads ? "POST" : "GET");
    return answer(std::move(wrong));
  }
  if (path == "/probe") return probe(request, target->parameters, answer);
  if (path == "/metrics") return own_metrics(request, answer);
  if (path == "/-/healthy") return answer(text_response(200, "healthy\n"));
  if (reloads) return answer(reload(request));
  if (path != "/") return answer(text_response(404, "there is /probe, /metrics, /-/healthy and /-/reload\n"));
  answer({.status = 200,
          .content_type = "text/html; charset=utf-8",
          .body = status_page(parts_.targets.status(), parts_.version)});
}

void routes::probe(const http_request& request, const std::map<std::string, std::string>& parameters,
                   http_responder respond) {
  const auto target = parameters.find("target");
  const auto module = parameters.find("module");
  if (target == parameters.end())
    return respond(text_response(400, "target is missing: /probe?target=HOST&module=NAME\n"));
  parts_.targets.probe(
      target->second, module == parameters.end() ? "default" : module->second,
      parts_.now() + scrape_time(request.scrape_timeout),
      [request, respond = std::move(respond)](result<metric_set> metrics) {
        respond(metrics ? metrics_response(*metrics, request) : error_response(metrics.error()));
      });
}

void routes::own_metrics(const http_request& request, http_responder respond) {
  const auto finish = [this, request, respond = std::move(respond)] {
    metric_set metrics;
    if (parts_.local != nullptr) metrics = parts_.local->metrics();
    add_process_metrics(metrics, parts_.version);
    parts_.targets.add_metrics(metrics);
    metric_family requests{.name = "perfdata_http_requests",
                           .help = "Requests that were answered.",
                           .kind = metric_kind::counter};
    for (const auto& [what, number] : answered_)
      requests.points.push_back(
          {metrics.add_labels({{"path", what.first}, {"code", fmt::format("{}", what.second)}}),
           static_cast<double>(number)});
    metrics.families.push_back(std::move(requests));
    parts_.add_own_metrics(metrics);
    respond(metrics_response(metrics, request));
  };
  if (parts_.local == nullptr || (parts_.local->is_fresh() && !parts_.local->is_sampling())) return finish();
  parts_.local->sample(finish);
}

http_response routes::reload(const http_request& request) {
  if (!request.origin.empty()) return text_response(403, "not from a web page\n");
  if (auto done = parts_.reload(); !done) return error_response(done.error());
  return text_response(
      200,
      "the configuration was read; what listens, who may ask and where is pushed change with a restart\n");
}

}  // namespace perfdata::fleet
