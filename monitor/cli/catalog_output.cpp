#include "monitor/cli/catalog_output.hpp"

#include "monitor/cli/printable.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <perfdata/cook/counter_type_table.hpp>
#include <perfdata/query/counter_path.hpp>

namespace perfdata::cli {
namespace {

using json = nlohmann::ordered_json;

// What no table names goes by its index, in the form that a counter path takes.
std::string path_part(const std::string& name, std::uint32_t title_index) {
  const auto index = fmt::to_string(title_index);
  return name == "#" + index ? index : name;
}

std::string path_of(std::string_view machine, const catalog_object& object, std::string_view instance,
                    const catalog_counter& counter) {
  const auto host = machine.empty() ? std::string{} : fmt::format("\\\\{}", machine);
  const auto object_name = path_part(object.name, object.title_index);
  const auto counter_name = path_part(counter.name, counter.title_index);
  if (!object.has_instances) return fmt::format("{}\\{}\\{}", host, object_name, counter_name);
  return fmt::format("{}\\{}({})\\{}", host, object_name, instance, counter_name);
}

bool matches(std::string_view filter, std::string_view text) {
  if (filter.find('*') != std::string_view::npos) return matches_wildcard(filter, text);
  return matches_wildcard(fmt::format("*{}*", filter), text);
}

bool counter_matches(std::string_view filter, const catalog_object& object, const catalog_counter& counter) {
  return matches(filter, counter.name) || matches(filter, path_of({}, object, "*", counter));
}

json counter_json(const catalog_counter& counter) {
  const auto* type = counter.has_type ? find_counter_type(counter.type) : nullptr;
  return {{"title_index", counter.title_index},
          {"name", counter.name},
          {"help", counter.help},
          {"type", type != nullptr ? json(std::string(type->name)) : json(nullptr)},
          {"type_code", counter.has_type ? json(fmt::format("0x{:08x}", code(counter.type))) : json(nullptr)},
          {"unit", std::string(symbol(describe_counter_type(counter.type).unit))},
          {"default_scale", counter.default_scale},
          {"detail_level", counter.detail_level}};
}

json object_json(const catalog_object& object) {
  json counters = json::array();
  for (const auto& counter : object.counters) counters.push_back(counter_json(counter));
  return {{"title_index", object.title_index},
          {"name", object.name},
          {"help", object.help},
          {"has_instances", object.has_instances},
          {"counters", std::move(counters)},
          {"instances", object.instances}};
}

}  // namespace

void keep_matching(catalog& offered, std::string_view filter) {
  if (filter.empty()) return;
  std::erase_if(offered.objects, [&](catalog_object& object) {
    if (matches(filter, object.name) || filter == fmt::to_string(object.title_index)) return false;
    std::erase_if(object.counters,
                  [&](const catalog_counter& counter) { return !counter_matches(filter, object, counter); });
    return object.counters.empty();
  });
}

void print_objects(std::FILE* out, const catalog& offered, std::string_view machine) {
  for (const auto& object : offered.objects) {
    fmt::print(out, "{}", printable(object.name));
    if (object.title_index != 0) fmt::print(out, " ({})", object.title_index);
    if (object.has_instances)
      fmt::print(out, ", {} {}", object.instances.size(),
                 object.instances.size() == 1 ? "instance" : "instances");
    fmt::print(out, "\n");
    for (const auto& counter : object.counters)
      fmt::print(out, "  {}\n", printable(path_of(machine, object, "*", counter)));
  }
}

void print_paths(std::FILE* out, const catalog& offered, std::string_view machine, bool each_instance) {
  for (const auto& object : offered.objects) {
    if (!each_instance || !object.has_instances) {
      for (const auto& counter : object.counters)
        fmt::print(out, "{}\n", printable(path_of(machine, object, "*", counter)));
      continue;
    }
    for (const auto& instance : object.instances)
      for (const auto& counter : object.counters)
        fmt::print(out, "{}\n", printable(path_of(machine, object, instance, counter)));
  }
}

std::string catalog_as_json(const catalog& offered) {
  json objects = json::array();
  for (const auto& object : offered.objects) objects.push_back(object_json(object));
  json defects = json::array();
  for (const auto& found : offered.defects)
    defects.push_back({{"code", std::string(to_string(found.code))},
                       {"offset", found.offset},
                       {"message", found.message()}});
  const json whole{
      {"machine", offered.machine}, {"objects", std::move(objects)}, {"defects", std::move(defects)}};
  return whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace perfdata::cli
