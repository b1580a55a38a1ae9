#include "monitor/cli/block_output.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <perfdata/base/utf16.hpp>
#include <perfdata/cook/counter_type_table.hpp>

namespace perfdata::cli {
namespace {

using json = nlohmann::ordered_json;

json name_or_null(const title_table& names, std::uint32_t index) {
  const auto name = names.find(index);
  return name.empty() ? json(nullptr) : json(std::string(name));
}

json counter_json(const counter_definition& counter, const title_table& names) {
  const auto* type = find_counter_type(counter.type());
  return {{"title_index", counter.title_index()},
          {"name", name_or_null(names, counter.title_index())},
          {"help_index", counter.help_index()},
          {"type", type != nullptr ? json(std::string(type->name)) : json(nullptr)},
          {"type_code", fmt::format("0x{:08x}", code(counter.type()))},
          {"default_scale", counter.default_scale()},
          {"detail_level", counter.detail_level()},
          {"size", counter.size()},
          {"offset", counter.offset()}};
}

json value_json(const instance_definition& instance, const counter_definition& counter) {
  if (is_number(counter)) {
    const auto value = instance.value(counter);
    return value ? json(*value) : json(nullptr);
  }
  const byte_view bytes = instance.value_bytes(counter);
  return bytes.empty() ? json(nullptr) : json(hex_digits(bytes));
}

json instance_json(const object_type& object, const instance_definition& instance) {
  json values = json::array();
  for (const counter_definition counter : object.counters()) values.push_back(value_json(instance, counter));
  return {{"name", instance.has_definition() ? json(name_in_block(object, instance)) : json(nullptr)},
          {"unique_id", instance.unique_id()},
          {"parent_object", instance.parent_object()},
          {"parent_instance", instance.parent_instance()},
          {"values", std::move(values)}};
}

json object_json(const object_type& object, const title_table& names) {
  json counters = json::array();
  for (const counter_definition counter : object.counters()) counters.push_back(counter_json(counter, names));
  json instances = json::array();
  for (const instance_definition instance : object.instances())
    instances.push_back(instance_json(object, instance));
  return {{"title_index", object.title_index()},
          {"name", name_or_null(names, object.title_index())},
          {"help_index", object.help_index()},
          {"detail_level", object.detail_level()},
          {"default_counter", object.default_counter()},
          {"code_page", object.code_page()},
          {"perf_time", object.perf_time()},
          {"perf_freq", object.perf_freq()},
          {"num_instances", object.stated_instances()},
          {"counters", std::move(counters)},
          {"instances", std::move(instances)}};
}

json defects_json(const data_block& block) {
  json defects = json::array();
  for (const defect& found : block.defects())
    defects.push_back({{"code", std::string(to_string(found.code))},
                       {"offset", found.offset},
                       {"message", found.message()}});
  return defects;
}

}  // namespace

std::string block_as_json(const data_block& block, const title_table& names) {
  json objects = json::array();
  for (const object_type object : block.objects()) objects.push_back(object_json(object, names));
  const json whole{{"system_name", to_utf8(block.system_name())},
                   {"little_endian", block.little_endian()},
                   {"version", block.version()},
                   {"revision", block.revision()},
                   {"total_byte_length", block.total_byte_length()},
                   {"header_length", block.header_length()},
                   {"default_object", block.default_object()},
                   {"system_time", iso_time(block.system_time())},
                   {"perf_time", block.perf_time()},
                   {"perf_freq", block.perf_freq()},
                   {"perf_time_100ns", block.perf_time_100ns()},
                   {"objects", std::move(objects)},
                   {"defects", defects_json(block)}};
  return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace perfdata::cli
