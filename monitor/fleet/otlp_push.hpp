// Targets sampled by ourselves and sent on, for those who do not scrape.
#pragma once

#include "monitor/fleet/fleet.hpp"
#include "monitor/fleet/http_post.hpp"
#include "monitor/fleet/push_queue.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace perfdata::fleet {

/// Sends one message; `done` comes later, in the same thread.
using message_sender = std::function<void(http_message, std::function<void(http_outcome)>)>;

/// What a push is made of. Values.
struct push_parts {
  push_settings settings{};
  http_url url{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string version{};
  std::chrono::milliseconds period{15'000};
  message_sender send{};
  std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
  std::function<std::chrono::sys_time<std::chrono::nanoseconds>()> wall = std::chrono::system_clock::now;
};

/// Each target is sampled once a period, each at its own moment of it, and a sample is a message of the
/// queue. Messages go out one after the other. What nobody took (no answer, 408, 429, 5xx) is sent again
/// after a second, then after twice as long, up to a minute; what was refused otherwise is dropped and
/// counted, as OTLP asks for. A resource of the fleet's thread.
class otlp_push {
 public:
  otlp_push(push_parts parts, push_queue queue, fleet& targets);
  otlp_push(const otlp_push&) = delete;
  otlp_push& operator=(const otlp_push&) = delete;

  /// Does what is due. To be called several times a second.
  void tick();

  /// perfdata_push_…
  void add_metrics(metric_set& out) const;

 private:
  using clock = std::chrono::steady_clock;
  void sample(const std::string& target);
  void send_next();
  void on_sent(const http_outcome& outcome);

  push_parts parts_;
  push_queue queue_;
  fleet& targets_;
  std::vector<clock::time_point> due_{};    // by target
  std::optional<std::uint64_t> sending_{};  // the message's number
  clock::time_point next_try_{};
  std::chrono::seconds pause_{1};
  std::uint64_t sent_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t retried_ = 0;
  std::uint64_t lost_ = 0;
};

/// "Name: value" lines. Errors: those of reading the file; errc::invalid_argument with the number of a line
/// that is none.
[[nodiscard]] result<std::vector<std::pair<std::string, std::string>>> read_headers(const std::string& path);

}  // namespace perfdata::fleet
