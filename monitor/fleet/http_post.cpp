#include "monitor/fleet/http_post.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <fmt/format.h>
#include <memory>
#include <openssl/ssl.h>

namespace perfdata::fleet {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using post_error = boost::system::error_code;

constexpr std::uint64_t answer_limit = std::uint64_t{64} * 1024;

// One conversation. Lives as long as something of it is under way.
class posting : public std::enable_shared_from_this<posting> {
 public:
  posting(asio::io_context& context, http_message message, std::function<void(http_outcome)> done)
      : message_(std::move(message)), done_(std::move(done)), resolver_(context), stream_(context, tls_) {}

  void start() {
    post_error failed;
    tls_.set_default_verify_paths(failed);
    stream_.set_verify_mode(asio::ssl::verify_peer);
    stream_.set_verify_callback(asio::ssl::host_name_verification(message_.url.host));
    SSL_set_tlsext_host_name(stream_.native_handle(), message_.url.host.c_str());
    beast::get_lowest_layer(stream_).expires_after(message_.timeout);
    resolver_.async_resolve(
        message_.url.host, message_.url.port,
        [self = shared_from_this()](const post_error& wrong, const tcp::resolver::results_type& found) {
          if (wrong) return self->finish("resolve name", wrong);
          self->connect(found);
        });
  }

 private:
  void connect(const tcp::resolver::results_type& found) {
    beast::get_lowest_layer(stream_).async_connect(
        found, [self = shared_from_this()](const post_error& failed, const tcp::endpoint&) {
          if (failed) return self->finish("connect", failed);
          if (!self->message_.url.secure) return self->write(beast::get_lowest_layer(self->stream_));
          self->stream_.async_handshake(asio::ssl::stream_base::client, [self](const post_error& refused) {
            if (refused) return self->finish("TLS", refused);
            self->write(self->stream_);
          });
        });
  }

  template <class Stream>
  void write(Stream& stream) {
    request_.method(http::verb::post);
    request_.target(message_.url.path);
    request_.version(11);
    request_.set(http::field::host, message_.url.host);
    request_.set(http::field::content_type, message_.content_type);
    request_.set(http::field::connection, "close");
    for (const auto& [name, value] : message_.headers) request_.set(name, value);
    request_.body() = std::move(message_.body);
    request_.prepare_payload();
    parser_.body_limit(answer_limit);
    http::async_write(stream, request_,
                      [self = shared_from_this(), &stream](const post_error& failed, std::size_t) {
                        if (failed) return self->finish("send", failed);
                        http::async_read(stream, self->buffer_, self->parser_,
                                         [self](const post_error& wrong, std::size_t) {
                                           if (wrong) return self->finish("receive", wrong);
                                           self->done_({.status = self->parser_.get().result_int()});
                                         });
                      });
  }

  void finish(std::string_view step, const post_error& why) {
    done_({.why = fmt::format("{}:{}: {}: {}", message_.url.host, message_.url.port, step, why.message())});
  }

  http_message message_;
  std::function<void(http_outcome)> done_;
  asio::ssl::context tls_{asio::ssl::context::tls_client};
  tcp::resolver resolver_;
  beast::ssl_stream<beast::tcp_stream> stream_;
  http::request<http::string_body> request_{};
  http::response_parser<http::string_body> parser_{};
  beast::flat_buffer buffer_{};
};

}  // namespace

void http_post(asio::io_context& context, http_message message, std::function<void(http_outcome)> done) {
  std::make_shared<posting>(context, std::move(message), std::move(done))->start();
}

}  // namespace perfdata::fleet
