// HTTP and HTTPS with nothing in it that a client could stretch.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <perfdata/base/result.hpp>

namespace boost::asio {
class io_context;
}

namespace perfdata::fleet {

/// What of a request matters here. Values.
struct http_request {
  std::string method{};
  std::string target{};
  std::string accept{};
  std::string authorization{};
  std::string origin{};
  std::string scrape_timeout{};  ///< X-Prometheus-Scrape-Timeout-Seconds
};

struct http_response {
  unsigned status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body{};
  std::vector<std::pair<std::string, std::string>> headers{};
};

/// To be called once, now or later, in the thread that runs the server; whoever asked may have gone.
using http_responder = std::function<void(http_response)>;
using http_handler = std::function<void(const http_request&, http_responder)>;

/// Values.
struct http_settings {
  std::string listen{};       ///< "ADDRESS:PORT", "[V6]:PORT"; port 0: any free one
  std::string certificate{};  ///< PEM file, with `key`: TLS 1.2 and later, and nothing else on that port
  std::string key{};
  std::size_t max_connections = 256;
  std::chrono::milliseconds request_time{10'000};  ///< from a request's first byte to its last
  std::chrono::milliseconds idle_time{120'000};    ///< between requests
};

class http_connection;

/// A resource that runs in the io_context's thread. A request may have 8 KiB of headers and 1 KiB of body,
/// and ten seconds to arrive in, however it drips; an answer half a minute to leave in. A connection may be
/// idle for two minutes between requests. When max_connections are open the one that has waited for a request
/// for longest makes room.
class http_server {
 public:
  /// Listens. Errors: errc::invalid_argument for an address that is none; errc::system_failure when it is
  /// taken or the certificate cannot be used.
  [[nodiscard]] static result<std::unique_ptr<http_server>> open(boost::asio::io_context& context,
                                                                 const http_settings& settings,
                                                                 http_handler handler);
  http_server(const http_server&) = delete;
  http_server& operator=(const http_server&) = delete;
  ~http_server();

  /// "http://127.0.0.1:9642"
  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::size_t connections() const;

 private:
  friend class http_connection;
  struct state;
  explicit http_server(std::shared_ptr<state> made) : state_(std::move(made)) {}
  std::shared_ptr<state> state_;
};

}  // namespace perfdata::fleet
