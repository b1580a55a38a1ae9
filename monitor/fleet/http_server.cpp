#include "monitor/fleet/http_server.hpp"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <charconv>
#include <fmt/format.h>
#include <list>
#include <optional>
#include <variant>

namespace perfdata::fleet {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using error_code = boost::system::error_code;
using namespace std::chrono_literals;

constexpr std::uint32_t header_limit = 8 * 1024;
constexpr std::uint64_t body_limit = 1024;
constexpr auto answer_time = 30s;
constexpr auto slow_answer_time = 660s;  // a handler's own deadlines are shorter

std::optional<tcp::endpoint> parse_listen(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto digits = text.substr(colon + 1);
  std::uint16_t port = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  error_code wrong;
  const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : std::string(host), wrong);
  if (wrong) return std::nullopt;
  return tcp::endpoint(address, port);
}

error system_error(std::string_view step, const error_code& why) {
  return {.code = errc::system_failure, .message = fmt::format("{}: {}", step, why.message())};
}

}  // namespace

class http_connection;

struct http_server::state : std::enable_shared_from_this<http_server::state> {
  state(asio::io_context& running, http_settings how, http_handler answers)
      : acceptor(running), settings(std::move(how)), handler(std::move(answers)) {}

  void accept();
  void take(tcp::socket socket);

  tcp::acceptor acceptor;
  const http_settings settings;
  http_handler handler;
  std::optional<asio::ssl::context> tls{};
  std::list<std::weak_ptr<http_connection>> open{};  // in the order in which they began to wait
  bool closed = false;
};

// One client. Lives as long as something of it is under way.
class http_connection : public std::enable_shared_from_this<http_connection> {
 public:
  using plain_stream = beast::tcp_stream;
  using tls_stream = beast::ssl_stream<beast::tcp_stream>;

  http_connection(tcp::socket socket, std::shared_ptr<http_server::state> server)
      : server_(std::move(server)) {
    if (server_->tls)
      stream_.emplace<tls_stream>(std::move(socket), *server_->tls);
    else
      stream_.emplace<plain_stream>(std::move(socket));
  }
  http_connection(const http_connection&) = delete;
  http_connection& operator=(const http_connection&) = delete;
  ~http_connection() = default;

  void start() {
    auto* secure = std::get_if<tls_stream>(&stream_);
    if (secure == nullptr) return read();
    lowest().expires_after(server_->settings.request_time);
    secure->async_handshake(asio::ssl::stream_base::server,
                            [self = shared_from_this()](const error_code& failed) {
                              if (!failed) self->read();
                            });
  }

  [[nodiscard]] bool is_waiting() const noexcept { return waiting_; }
  void close() { lowest().close(); }

 private:
  plain_stream& lowest() {
    if (auto* secure = std::get_if<tls_stream>(&stream_)) return secure->next_layer();
    return *std::get_if<plain_stream>(&stream_);
  }

  template <class Work>
  void with_stream(Work work) {
    if (auto* secure = std::get_if<tls_stream>(&stream_))
      work(*secure);
    else
      work(*std::get_if<plain_stream>(&stream_));
  }

  // The first byte may take its time on a connection that is kept; the request behind it may not.
  void read() {
    waiting_ = true;
    if (served_ == 0 || buffer_.size() != 0) return read_request();
    lowest().expires_after(server_->settings.idle_time);
    with_stream([&](auto& stream) {
      stream.async_read_some(buffer_.prepare(1),
                             [self = shared_from_this()](const error_code& failed, std::size_t n) {
                               self->buffer_.commit(n);
                               if (!failed) self->read_request();
                             });
    });
  }

  void read_request() {
    lowest().expires_after(server_->settings.request_time);
    parser_.emplace();
    parser_->header_limit(header_limit);
    parser_->body_limit(body_limit);
    with_stream([&](auto& stream) {
      http::async_read(
          stream, buffer_, *parser_,
          [self = shared_from_this()](const error_code& failed, std::size_t) { self->on_read(failed); });
    });
  }

  void on_read(const error_code& failed) {
    waiting_ = false;
    if (failed == http::error::header_limit || failed == http::error::body_limit)
      return answer({.status = failed == http::error::header_limit ? 431U : 413U, .body = "too large\n"},
                    false);
    if (failed == http::error::end_of_stream || !is_http_error(failed)) {
      if (failed) return;
    } else {
      return answer({.status = 400, .body = "not HTTP\n"}, false);
    }
    ++served_;
    const auto& message = parser_->get();
    const bool keep = message.keep_alive();
    lowest().expires_after(slow_answer_time);
    server_->handler(request_of(message), [self = shared_from_this(), keep](http_response response) {
      self->answer(std::move(response), keep);
    });
  }

  static bool is_http_error(const error_code& failed) {
    return failed && failed.category() == make_error_code(http::error::bad_method).category();
  }

  static http_request request_of(const http::request<http::string_body>& message) {
    const auto field = [&](const char* name) { return std::string(message[name]); };
    return {.method = std::string(message.method_string()),
            .target = std::string(message.target()),
            .accept = field("Accept"),
            .authorization = field("Authorization"),
            .origin = field("Origin"),
            .scrape_timeout = field("X-Prometheus-Scrape-Timeout-Seconds")};
  }

  void answer(http_response given, bool keep) {
    if (server_->closed) return;
    response_.emplace(http::int_to_status(given.status), 11);
    response_->set(http::field::content_type, given.content_type);
    response_->set(http::field::cache_control, "no-store");
    response_->set("X-Content-Type-Options", "nosniff");
    for (const auto& [name, value] : given.headers) response_->set(name, value);
    response_->keep_alive(keep);
    response_->body() = std::move(given.body);
    response_->prepare_payload();
    lowest().expires_after(answer_time);
    with_stream([&](auto& stream) {
      http::async_write(stream, *response_,
                        [self = shared_from_this(), keep](const error_code& failed, std::size_t) {
                          self->response_.reset();
                          if (failed) return;
                          if (keep)
                            self->go_on();
                          else
                            self->finish();
                        });
    });
  }

  void go_on();

  void finish() {
    error_code ignored;
    if (auto* secure = std::get_if<tls_stream>(&stream_)) {
      lowest().expires_after(1s);
      secure->async_shutdown([self = shared_from_this()](const error_code&) {});
    } else {
      lowest().socket().shutdown(tcp::socket::shutdown_send, ignored);
    }
  }

  std::shared_ptr<http_server::state> server_;
  std::variant<std::monostate, plain_stream, tls_stream> stream_{};
  beast::flat_buffer buffer_{header_limit + body_limit};
  std::optional<http::request_parser<http::string_body>> parser_{};
  std::optional<http::response<http::string_body>> response_{};
  std::uint64_t served_ = 0;
  bool waiting_ = true;
};

void http_connection::go_on() {
  const auto me =
      std::ranges::find_if(server_->open, [this](const auto& each) { return each.lock().get() == this; });
  if (me != server_->open.end()) server_->open.splice(server_->open.end(), server_->open, me);
  read();
}

void http_server::state::accept() {
  acceptor.async_accept([self = shared_from_this()](const error_code& failed, tcp::socket socket) {
    if (self->closed || failed == asio::error::operation_aborted) return;
    if (!failed) self->take(std::move(socket));
    self->accept();
  });
}

void http_server::state::take(tcp::socket socket) {
  open.remove_if([](const auto& each) { return each.expired(); });
  if (open.size() >= settings.max_connections) {
    const auto oldest = std::ranges::find_if(open, [](const auto& each) {
      const auto connection = each.lock();
      return connection != nullptr && connection->is_waiting();
    });
    if (oldest == open.end()) return;  // all of them are being answered
    if (const auto connection = oldest->lock()) connection->close();
    open.erase(oldest);
  }
  const auto connection = std::make_shared<http_connection>(std::move(socket), shared_from_this());
  open.push_back(connection);
  connection->start();
}

result<std::unique_ptr<http_server>> http_server::open(asio::io_context& context,
                                                       const http_settings& settings, http_handler handler) {
  const auto endpoint = parse_listen(settings.listen);
  if (!endpoint)
    return failure({.code = errc::invalid_argument,
                    .message = fmt::format("\"{}\" is no address to listen on", settings.listen),
                    .advice = "ADDRESS:PORT, e.g. 127.0.0.1:9642 or [::1]:9642"});
  auto made = std::make_shared<state>(context, settings, std::move(handler));
  error_code failed;
  if (!settings.certificate.empty()) {
    auto& tls = made->tls.emplace(asio::ssl::context::tls_server);
    tls.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1, failed);
    tls.use_certificate_chain_file(settings.certificate, failed);
    if (failed) return failure(system_error(fmt::format("certificate {}", settings.certificate), failed));
    tls.use_private_key_file(settings.key, asio::ssl::context::pem, failed);
    if (failed) return failure(system_error(fmt::format("key {}", settings.key), failed));
  }
  auto& acceptor = made->acceptor;
  acceptor.open(endpoint->protocol(), failed);
  if (!failed) acceptor.set_option(asio::socket_base::reuse_address(true), failed);
  if (!failed) acceptor.bind(*endpoint, failed);
  if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
  if (failed) {
    auto why = system_error(fmt::format("cannot listen on {}", settings.listen), failed);
    why.advice = "end what listens there, or give another --listen ADDRESS:PORT of this machine";
    return failure(std::move(why));
  }
  made->accept();
  return std::unique_ptr<http_server>(new http_server(std::move(made)));
}

http_server::~http_server() {
  state_->closed = true;
  error_code ignored;
  state_->acceptor.close(ignored);
  for (const auto& each : state_->open)
    if (const auto connection = each.lock()) connection->close();
}

std::string http_server::url() const {
  error_code failed;
  const auto endpoint = state_->acceptor.local_endpoint(failed);
  const std::string host = endpoint.address().is_v6() ? fmt::format("[{}]", endpoint.address().to_string())
                                                      : endpoint.address().to_string();
  return fmt::format("{}://{}:{}", state_->tls ? "https" : "http", host, endpoint.port());
}

std::size_t http_server::connections() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(state_->open, [](const auto& each) { return !each.expired(); }));
}

}  // namespace perfdata::fleet
