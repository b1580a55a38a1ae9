#include "monitor/fleet/otlp_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace perfdata::fleet {
namespace {

std::string_view ucum(std::string_view unit) {
  if (unit == "seconds") return "s";
  if (unit == "bytes") return "By";
  if (unit == "ratio") return "1";
  return {};
}

nlohmann::json attribute(std::string_view key, std::string_view value) {
  return {{"key", key}, {"value", {{"stringValue", value}}}};
}

nlohmann::json points_of(const metric_family& family, const std::vector<nlohmann::json>& attributes,
                         const std::string& nanoseconds) {
  auto points = nlohmann::json::array();
  for (const auto& point : family.points)
    if (std::isfinite(point.value))
      points.push_back({{"attributes", attributes[point.labels]},
                        {"timeUnixNano", nanoseconds},
                        {"asDouble", point.value}});
  return points;
}

nlohmann::json metric_of(const metric_family& family, nlohmann::json points) {
  constexpr int cumulative = 2;
  nlohmann::json metric{{"name", family.kind == metric_kind::info ? sample_name(family) : family.name},
                        {"description", family.help},
                        {"unit", ucum(family.unit)}};
  if (family.kind == metric_kind::counter)
    metric["sum"] = {
        {"dataPoints", std::move(points)}, {"aggregationTemporality", cumulative}, {"isMonotonic", true}};
  else
    metric["gauge"] = {{"dataPoints", std::move(points)}};
  return metric;
}

}  // namespace

std::string to_otlp_json(const metric_set& metrics, std::string_view target, std::string_view version,
                         std::chrono::sys_time<std::chrono::nanoseconds> time) {
  const auto nanoseconds = std::to_string(time.time_since_epoch().count());
  std::vector<nlohmann::json> attributes;
  attributes.reserve(metrics.labels.size());
  for (const auto& set : metrics.labels) {
    auto& list = attributes.emplace_back(nlohmann::json::array());
    for (const auto& label : set) list.push_back(attribute(label.name, label.value));
  }
  auto list = nlohmann::json::array();
  for (const auto& family : metrics.families) {
    auto points = points_of(family, attributes, nanoseconds);
    if (!points.empty()) list.push_back(metric_of(family, std::move(points)));
  }
  const nlohmann::json scope{{"scope", {{"name", "perfdata"}, {"version", version}}},
                             {"metrics", std::move(list)}};
  const nlohmann::json resource{
      {"resource", {{"attributes", {attribute("service.name", "perfdata"), attribute("host.name", target)}}}},
      {"scopeMetrics", nlohmann::json::array({scope})}};
  const nlohmann::json request{{"resourceMetrics", nlohmann::json::array({resource})}};
  return request.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace perfdata::fleet
