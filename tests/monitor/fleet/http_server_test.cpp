#include "monitor/fleet/http_server.hpp"

#include <arpa/inet.h>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace perfdata::fleet {
namespace {

using namespace std::chrono_literals;

// A server that answers a request with its target, in a thread of its own.
class running_server {
 public:
  explicit running_server(http_settings settings = {}) {
    settings.listen = "127.0.0.1:0";
    server_ = *http_server::open(context_, settings, [](const http_request& request, http_responder respond) {
      respond({.body = request.method + " " + request.target});
    });
    thread_ = std::thread([this] { context_.run(); });
  }
  running_server(const running_server&) = delete;
  running_server& operator=(const running_server&) = delete;
  ~running_server() {
    context_.stop();
    thread_.join();
  }
  [[nodiscard]] std::uint16_t port() const {
    const auto url = server_->url();
    return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
  }

 private:
  boost::asio::io_context context_{1};
  std::unique_ptr<http_server> server_;
  std::thread thread_;
};

class client {
 public:
  explicit client(const running_server& server) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  client(const client&) = delete;
  client& operator=(const client&) = delete;
  ~client() { ::close(socket_); }

  void send(std::string_view text) { (void)::send(socket_, text.data(), text.size(), MSG_NOSIGNAL); }

  /// Whatever comes until `end` is in it, the server closes, or five seconds are over.
  std::string receive(std::string_view end = "\xff") {
    std::string all;
    const auto until = std::chrono::steady_clock::now() + 5s;
    while (all.find(end) == std::string::npos && std::chrono::steady_clock::now() < until) {
      pollfd ready{.fd = socket_, .events = POLLIN, .revents = 0};
      if (::poll(&ready, 1, 100) <= 0) continue;
      char bytes[4096];
      const auto n = ::recv(socket_, bytes, sizeof bytes, 0);
      if (n <= 0) {
        closed_ = true;
        break;
      }
      all.append(bytes, static_cast<std::size_t>(n));
    }
    return all;
  }
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  int socket_;
  bool closed_ = false;
};

TEST(HttpServer, KeepsAConnectionForMoreRequests) {
  const running_server server;
  client one(server);
  one.send("GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(one.receive("GET /a?b").find("HTTP/1.1 200 OK"), std::string::npos);
  one.send("GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_NE(one.receive().find("GET /c"), std::string::npos);
  EXPECT_TRUE(one.closed());
}

TEST(HttpServer, AnswersRequestsThatCameTogetherInTheirOrder) {
  const running_server server;
  client one(server);
  one.send("GET /first HTTP/1.1\r\n\r\nGET /second HTTP/1.1\r\n\r\n");
  const auto all = one.receive("/second");
  EXPECT_LT(all.find("/first"), all.find("/second"));
  EXPECT_NE(all.find("/second"), std::string::npos);
}

TEST(HttpServer, RefusesHeadersAndBodiesWithoutAnEnd) {
  const running_server server;
  client headers(server);
  headers.send("GET / HTTP/1.1\r\n");
  for (int i = 0; i < 100; ++i)
    headers.send("X-" + std::to_string(i) + ": " + std::string(100, 'a') + "\r\n");
  EXPECT_NE(headers.receive().find(" 431 "), std::string::npos);
  client body(server);
  body.send("POST / HTTP/1.1\r\nContent-Length: 1000000000\r\n\r\n");
  EXPECT_NE(body.receive().find(" 413 "), std::string::npos);
  client nonsense(server);
  nonsense.send("\x16\x03\x01 what is this\r\n\r\n");
  EXPECT_NE(nonsense.receive().find(" 400 "), std::string::npos);
}

TEST(HttpServer, DoesNotWaitForARequestThatDrips) {
  const running_server server({.request_time = 200ms});
  client slow(server);
  const auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < 100 && !slow.closed() && std::chrono::steady_clock::now() - began < 5s; ++i) {
    slow.send("G");
    (void)slow.receive("");
    pollfd none{.fd = -1, .events = 0, .revents = 0};
    ::poll(&none, 1, 50);
    if (std::chrono::steady_clock::now() - began > 300ms) (void)slow.receive();
  }
  EXPECT_TRUE(slow.closed());
}

TEST(HttpServer, LetsGoOfAConnectionThatIsIdle) {
  const running_server server({.idle_time = 200ms});
  client idle(server);
  idle.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_NE(idle.receive("GET /").find("GET /"), std::string::npos);
  (void)idle.receive();
  EXPECT_TRUE(idle.closed());
}

TEST(HttpServer, TheConnectionThatHasWaitedLongestMakesRoom) {
  const running_server server({.max_connections = 2});
  client first(server);
  client second(server);
  second.send("GET /2 HTTP/1.1\r\n\r\n");
  EXPECT_NE(second.receive("GET /2").find("GET /2"), std::string::npos);
  client third(server);
  third.send("GET /3 HTTP/1.1\r\n\r\n");
  EXPECT_NE(third.receive("GET /3").find("GET /3"), std::string::npos);
  (void)first.receive();
  EXPECT_TRUE(first.closed());
  second.send("GET /4 HTTP/1.1\r\n\r\n");
  EXPECT_NE(second.receive("GET /4").find("GET /4"), std::string::npos);
}

TEST(HttpServer, SaysWhyItCannotListen) {
  boost::asio::io_context context;
  const auto handler = [](const http_request&, const http_responder&) {};
  for (const char* address : {"", "9642", "nowhere.example:1", "127.0.0.1:99999", "127.0.0.1:"})
    EXPECT_EQ(http_server::open(context, {.listen = address}, handler).error().code, errc::invalid_argument);
  const auto taken = http_server::open(context, {.listen = "127.0.0.1:0"}, handler);
  ASSERT_TRUE(taken);
  const auto again = http_server::open(context, {.listen = (*taken)->url().substr(7)}, handler);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, errc::system_failure);
}

}  // namespace
}  // namespace perfdata::fleet
