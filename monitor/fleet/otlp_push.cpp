#include "monitor/fleet/otlp_push.hpp"

#include "monitor/fleet/otlp_json.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include <perfdata/recording/whole_file.hpp>

namespace perfdata::fleet {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds longest_retry = 60s;

bool worth_trying_again(unsigned status) {
  return status == 0 || status == 408 || status == 429 || status >= 500;
}

bool is_header_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool is_header_value(std::string_view value) {
  return std::ranges::all_of(value,
                             [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
}

}  // namespace

otlp_push::otlp_push(push_parts parts, push_queue queue, fleet& targets)
    : parts_(std::move(parts)), queue_(std::move(queue)), targets_(targets) {
  const auto count = static_cast<std::int64_t>(parts_.settings.targets.size());
  for (std::int64_t i = 0; i < count; ++i) due_.push_back(parts_.now() + parts_.period * i / count);
}

void otlp_push::tick() {
  const auto now = parts_.now();
  for (std::size_t i = 0; i < due_.size(); ++i) {
    if (due_[i] > now) continue;
    due_[i] = std::max(due_[i] + parts_.period, now);  // a machine that slept does not catch up
    sample(parts_.settings.targets[i]);
  }
  if (now >= next_try_) send_next();
}

void otlp_push::sample(const std::string& target) {
  targets_.probe(target, parts_.settings.module, parts_.now() + parts_.period,
                 [this, target](const result<metric_set>& metrics) {
                   const bool kept =
                       metrics && queue_.push(to_otlp_json(*metrics, target, parts_.version, parts_.wall()));
                   if (!kept) ++lost_;
                 });
}

void otlp_push::send_next() {
  if (sending_) return;
  auto message = queue_.front();
  if (!message) return;
  sending_ = message->number;
  parts_.send({.url = parts_.url,
               .content_type = "application/json",
               .headers = parts_.headers,
               .body = std::move(message->text)},
              [this](const http_outcome& outcome) { on_sent(outcome); });
}

void otlp_push::on_sent(const http_outcome& outcome) {
  const auto number = *std::exchange(sending_, std::nullopt);
  if (worth_trying_again(outcome.status)) {
    ++retried_;
    next_try_ = parts_.now() + pause_;
    pause_ = std::min(pause_ * 2, longest_retry);
    return;
  }
  ++(outcome.status < 300 ? sent_ : refused_);
  pause_ = 1s;
  queue_.pop(number);
  send_next();
}

void otlp_push::add_metrics(metric_set& out) const {
  const auto counter = [&](const char* name, const char* help, std::uint64_t value) {
    out.add(name, help, metric_kind::counter, static_cast<double>(value));
  };
  counter("perfdata_push_sent", "Messages that were taken.", sent_);
  counter("perfdata_push_refused", "Messages that were refused for good.", refused_);
  counter("perfdata_push_retried", "Messages that nobody took and that are sent again.", retried_);
  counter("perfdata_push_dropped", "Messages that made room for newer ones, or could not be kept.",
          queue_.dropped() + lost_);
  out.add("perfdata_push_queue_messages", "Messages that wait.", metric_kind::gauge,
          static_cast<double>(queue_.size()));
  out.add("perfdata_push_queue_bytes", "Their size.", metric_kind::gauge,
          static_cast<double>(queue_.bytes()));
  out.families.back().unit = "bytes";
}

result<std::vector<std::pair<std::string, std::string>>> read_headers(const std::string& path) {
  constexpr std::size_t longest = std::size_t{16} * 1024;
  const auto bytes = read_whole_file(path, longest);
  if (!bytes) return failure(bytes.error());
  std::string text;
  for (const auto b : *bytes) text.push_back(std::to_integer<char>(b));
  std::vector<std::pair<std::string, std::string>> out;
  std::string_view rest = text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = std::min(rest.find('\n'), rest.size());
    auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const auto colon = line.find(':');
    const auto name = line.substr(0, colon);
    auto value = colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    if (colon == std::string_view::npos || !is_header_name(name) || !is_header_value(value))
      return failure({.code = errc::invalid_argument,
                      .message = fmt::format("{}: line {} is not a header: Name: value", path, number)});
    out.emplace_back(name, value);
  }
  return out;
}

}  // namespace perfdata::fleet
