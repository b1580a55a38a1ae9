// Takes OTLP/HTTP messages as an OpenTelemetry collector does, and can be away.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace perfdata::test {

/// A resource: listens on a free port of 127.0.0.1, with one thread. Answers 200 to every POST.
class otlp_collector {
 public:
  /// What it has acknowledged. A value.
  struct message {
    std::uint64_t time = 0;  ///< of its first data point, nanoseconds since 1970
    std::string body{};
  };

  /// Listens. Throws std::runtime_error.
  otlp_collector();
  otlp_collector(const otlp_collector&) = delete;
  otlp_collector& operator=(const otlp_collector&) = delete;
  ~otlp_collector() { kill(); }

  /// Nobody listens when this returns; what it was receiving is not acknowledged.
  void kill();
  /// After kill(): the same port.
  void start();

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  [[nodiscard]] std::vector<message> messages() const;

 private:
  void listen();
  void run(const std::stop_token& stop);
  void take_message(int connection, const std::stop_token& stop);

  std::uint16_t port_ = 0;
  int socket_ = -1;
  mutable std::mutex mutex_{};
  std::vector<message> messages_{};  // guarded by mutex_
  std::jthread thread_{};
};

}  // namespace perfdata::test
