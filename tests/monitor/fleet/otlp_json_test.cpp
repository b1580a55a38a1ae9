#include "monitor/fleet/otlp_json.hpp"

#include "monitor/fleet/block_metrics.hpp"
#include "tests/monitor/fleet/windows_scene.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include <perfdata/view/data_block.hpp>

namespace perfdata::fleet::test {
namespace {

using namespace std::chrono_literals;

// The fields of OTLP 1.x that a message of metrics may have, by message, in the JSON of protobuf: names in
// lowerCamelCase, 64-bit integers as text, enumerations as numbers. "[x]" is a list.
// https://github.com/open-telemetry/opentelemetry-proto, opentelemetry/proto/{metrics,common,resource}/v1;
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
const std::map<std::string, std::map<std::string, std::string>> messages{
    {"ExportMetricsServiceRequest", {{"resourceMetrics", "[ResourceMetrics]"}}},
    {"ResourceMetrics",
     {{"resource", "Resource"}, {"scopeMetrics", "[ScopeMetrics]"}, {"schemaUrl", "string"}}},
    {"Resource", {{"attributes", "[KeyValue]"}, {"droppedAttributesCount", "uint32"}}},
    {"ScopeMetrics", {{"scope", "InstrumentationScope"}, {"metrics", "[Metric]"}, {"schemaUrl", "string"}}},
    {"InstrumentationScope", {{"name", "string"}, {"version", "string"}, {"attributes", "[KeyValue]"}}},
    {"Metric",
     {{"name", "string"}, {"description", "string"}, {"unit", "string"}, {"gauge", "Gauge"}, {"sum", "Sum"}}},
    {"Gauge", {{"dataPoints", "[NumberDataPoint]"}}},
    {"Sum",
     {{"dataPoints", "[NumberDataPoint]"}, {"aggregationTemporality", "enum"}, {"isMonotonic", "bool"}}},
    {"NumberDataPoint",
     {{"attributes", "[KeyValue]"},
      {"startTimeUnixNano", "fixed64"},
      {"timeUnixNano", "fixed64"},
      {"asDouble", "double"},
      {"asInt", "sfixed64"},
      {"flags", "uint32"}}},
    {"KeyValue", {{"key", "string"}, {"value", "AnyValue"}}},
    {"AnyValue", {{"stringValue", "string"}, {"boolValue", "bool"}, {"intValue", "int64"}}}};

bool is_decimal(const std::string& text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// What is not as the table says, in words; empty when all is.
std::string wrong_with(const nlohmann::json& value, const std::string& type, const std::string& where) {
  if (type.front() == '[') {
    if (!value.is_array()) return where + " is no list";
    for (const auto& each : value)
      if (auto wrong = wrong_with(each, type.substr(1, type.size() - 2), where + "[]"); !wrong.empty())
        return wrong;
    return {};
  }
  if (type == "string") return value.is_string() ? "" : where + " is no text";
  if (type == "bool") return value.is_boolean() ? "" : where + " is not true or false";
  if (type == "double") return value.is_number() ? "" : where + " is no number";
  if (type == "enum" || type == "uint32") return value.is_number_unsigned() ? "" : where + " is no number";
  if (type.ends_with("64"))
    return value.is_string() && is_decimal(value) ? "" : where + " is no decimal text";
  if (!value.is_object()) return where + " is no message";
  for (const auto& [name, field] : value.items()) {
    const auto& fields = messages.at(type);
    const auto known = fields.find(name);
    if (known == fields.end()) return where + " has no field " + name;
    if (auto wrong = wrong_with(field, known->second, where + "." + name); !wrong.empty()) return wrong;
  }
  if (type == "Metric" && value.contains("gauge") == value.contains("sum"))
    return where + " has not one kind";
  if (type == "NumberDataPoint" && value.contains("asDouble") == value.contains("asInt"))
    return where + " has not one value";
  return {};
}

std::string wrong_with_message(const nlohmann::json& message) {
  return wrong_with(message, "ExportMetricsServiceRequest", "message");
}

metric_set windows_metrics() {
  static const auto bytes = windows_block(60);
  const auto block = data_block::parse(bytes);
  const source_names names{.counters = *title_table::parse(windows_names())};
  module_settings settings;
  for (const object_type object : block->objects())
    settings.objects.push_back({.object = std::to_string(object.title_index())});
  return metrics_of_block(*block, nullptr, names, plan_probe(settings, names), settings).metrics;
}

TEST(OtlpJson, HasTheFieldsOfTheProtocolAndNoOthers) {
  const auto message = nlohmann::json::parse(
      to_otlp_json(windows_metrics(), "host", "0.1", std::chrono::sys_time<std::chrono::nanoseconds>(17ns)));
  EXPECT_EQ(wrong_with_message(message), "");
  EXPECT_GT(message["resourceMetrics"][0]["scopeMetrics"][0]["metrics"].size(), 50U);
}

TEST(OtlpJson, IsToldFromWhatIsNone) {
  auto message = nlohmann::json::parse(
      to_otlp_json(windows_metrics(), "host", "0.1", std::chrono::sys_time<std::chrono::nanoseconds>(17ns)));
  auto& metric = message["resourceMetrics"][0]["scopeMetrics"][0]["metrics"][0];
  const auto kind = metric.contains("sum") ? "sum" : "gauge";
  auto& point = metric[kind]["dataPoints"][0];
  point["timeUnixNano"] = 17;
  EXPECT_NE(wrong_with_message(message), "");
  point["timeUnixNano"] = "17";
  EXPECT_EQ(wrong_with_message(message), "");
  point["as_double"] = 1;
  EXPECT_NE(wrong_with_message(message), "");
}

TEST(OtlpJson, TellsKindsUnitsAndLabels) {
  metric_set metrics;
  metrics.add("perfdata_a_seconds", "Time.", metric_kind::counter, 1.5, {{"process", "x\xff"}});
  metrics.families.back().unit = "seconds";
  metrics.add("perfdata_b", "", metric_kind::gauge, std::numeric_limits<double>::quiet_NaN());
  metrics.add("perfdata_machine", "", metric_kind::info, 1);
  const auto json = nlohmann::json::parse(
      to_otlp_json(metrics, "host", "0.1", std::chrono::sys_time<std::chrono::nanoseconds>(17ns)));
  EXPECT_EQ(wrong_with_message(json), "");
  const auto& resource = json["resourceMetrics"][0];
  EXPECT_EQ(resource["resource"]["attributes"][1]["value"]["stringValue"], "host");
  const auto& list = resource["scopeMetrics"][0]["metrics"];
  ASSERT_EQ(list.size(), 2U) << "what is no number is left out";
  EXPECT_EQ(list[0]["name"], "perfdata_a_seconds");
  EXPECT_EQ(list[0]["unit"], "s");
  EXPECT_EQ(list[0]["sum"]["aggregationTemporality"], 2);
  EXPECT_EQ(list[0]["sum"]["isMonotonic"], true);
  EXPECT_EQ(list[0]["sum"]["dataPoints"][0]["asDouble"], 1.5);
  EXPECT_EQ(list[0]["sum"]["dataPoints"][0]["timeUnixNano"], "17");
  EXPECT_EQ(list[0]["sum"]["dataPoints"][0]["attributes"][0]["key"], "process");
  EXPECT_EQ(list[1]["name"], "perfdata_machine_info");
  EXPECT_TRUE(list[1].contains("gauge"));
}

}  // namespace
}  // namespace perfdata::fleet::test
