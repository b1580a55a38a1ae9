// Which address answers what.
#pragma once

#include "monitor/fleet/basic_auth.hpp"
#include "monitor/fleet/fleet.hpp"
#include "monitor/fleet/http_server.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace perfdata::fleet {

/// What the routes stand on. All of it outlives them.
struct route_parts {
  perfdata::fleet::fleet& targets;
  std::optional<basic_auth> auth{};         ///< none: everybody
  std::shared_ptr<target_session> local{};  ///< this machine; may be null
  std::function<result<void>()> reload{};   ///< reads the configuration again
  std::function<void(metric_set&)> add_own_metrics = [](metric_set&) {};
  std::string version{};
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
};

/// GET /probe?target=&module= (a target's counters), /metrics (this machine's, and the exporter's own),
/// /-/healthy, / (a page for people); POST /-/reload, which a web page cannot send. Nothing of a request is
/// ever part of a file's name or a credential's. A resource of the server's thread.
class routes {
 public:
  explicit routes(route_parts parts) : parts_(std::move(parts)) {}
  routes(const routes&) = delete;
  routes& operator=(const routes&) = delete;

  void handle(const http_request& request, http_responder respond);

  /// After a reload.
  void set_local(std::shared_ptr<target_session> local) { parts_.local = std::move(local); }

 private:
  void probe(const http_request& request, const std::map<std::string, std::string>& parameters,
             http_responder respond);
  void own_metrics(const http_request& request, http_responder respond);
  [[nodiscard]] http_response reload(const http_request& request);
  void count(std::string_view path, unsigned status) { ++answered_[{std::string(path), status}]; }

  route_parts parts_;
  std::map<std::pair<std::string, unsigned>, std::uint64_t> answered_{};
};

/// The page at "/". Everything that came from elsewhere is escaped.
[[nodiscard]] std::string status_page(const std::vector<session_status>& sessions, std::string_view version);

}  // namespace perfdata::fleet
