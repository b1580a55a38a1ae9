#include "bench/prometheus.hpp"

#include "tests/remote/tcp_listener.hpp"

#include <array>
#include <cstdlib>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <tests/support/loopback_port.hpp>

namespace perfdata::bench {
namespace {

using namespace test;

constexpr const char* program = "/usr/bin/prometheus";

std::string configuration(const scrape_plan& plan, std::uint16_t own_port) {
  return fmt::format(
      R"(global: {{ scrape_interval: {0}ms, scrape_timeout: {0}ms, evaluation_interval: {0}ms }}
rule_files: [{3}]
scrape_configs:
  - job_name: windows
    metrics_path: /probe
    static_configs: [{{ targets: ["{1}"] }}]
    relabel_configs:
      - {{ source_labels: [__address__], target_label: __param_target }}
      - {{ source_labels: [__param_target], target_label: instance }}
      - {{ target_label: __address__, replacement: "127.0.0.1:{2}" }}
  - job_name: perfdata
    static_configs: [{{ targets: ["127.0.0.1:{2}"] }}]
  - job_name: prometheus
    static_configs: [{{ targets: ["127.0.0.1:{4}"] }}]
)",
      plan.interval.count(), fmt::join(plan.targets, "\", \""), plan.serve, plan.rules, own_port);
}

std::string percent_encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string http_get(std::uint16_t port, const std::string& target, std::chrono::seconds limit) {
  const tcp_socket connection;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval longest{.tv_sec = limit.count(), .tv_usec = 0};
  ::setsockopt(connection.get(), SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
  if (::connect(connection.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return {};
  // HTTP/1.0: no server answers it in chunks.
  const auto request =
      fmt::format("GET {} HTTP/1.0\r\nHost: x\r\nX-Prometheus-Scrape-Timeout-Seconds: 5\r\n\r\n", target);
  (void)::send(connection.get(), request.data(), request.size(), MSG_NOSIGNAL);
  std::string all;
  std::array<char, 65536> bytes{};
  for (ssize_t n = 0; (n = ::recv(connection.get(), bytes.data(), bytes.size(), 0)) > 0;)
    all.append(bytes.data(), static_cast<std::size_t>(n));
  const auto body = all.find("\r\n\r\n");
  return body == std::string::npos ? std::string{} : all.substr(body + 4);
}

std::string prometheus::why_not() {
  return std::ifstream(program) ? std::string{} : fmt::format("{} is not installed", program);
}

prometheus::prometheus(const scrape_plan& plan) : port_(free_loopback_port()) {
  write_text(folder_ / "prometheus.yml", configuration(plan, port_));
  start();
}

void prometheus::start() {
  process_ = std::make_unique<captured_process>(
      std::vector<std::string>{program, "--config.file=" + std::string(folder_ / "prometheus.yml"),
                               "--storage.tsdb.path=" + std::string(folder_ / "tsdb"),
                               fmt::format("--web.listen-address=127.0.0.1:{}", port_), "--log.level=error"});
}

double prometheus::scraped_itself_at() const {
  const auto found = query(R"(timestamp(up{job="prometheus"}))");
  return found.empty() ? 0 : std::atof(found[0]["value"][1].get<std::string>().c_str());
}

nlohmann::json prometheus::query(const std::string& expression) const {
  const auto body =
      http_get(port_, "/api/v1/query?query=" + percent_encoded(expression), std::chrono::seconds(10));
  const auto answer = nlohmann::json::parse(body, nullptr, false);
  if (answer.is_discarded() || !answer.contains("data")) return nlohmann::json::array();
  return answer["data"]["result"];
}

}  // namespace perfdata::bench
