#include "monitor/cli/registry_output.hpp"

#include "monitor/cli/block_output.hpp"
#include "monitor/cli/printable.hpp"
#include "monitor/cli/report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace perfdata::cli {
namespace {

using json = nlohmann::ordered_json;

/// What a value means, or its bytes when they do not fit its type.
registry_meaning shown(const registry_value& value, std::string& why_not) {
  auto meaning = value.decode();
  if (meaning) return *std::move(meaning);
  why_not = meaning.error().message;
  return value.data;
}

std::string head(const registry_value& value) {
  return fmt::format("{}    {}", value.name.empty() ? "(Default)" : printable(value.name),
                     to_string(value.type));
}

struct as_text {
  std::string operator()(const std::string& text) const { return printable(text); }
  std::string operator()(std::uint64_t number) const { return fmt::format("{:#x} ({})", number, number); }
  std::string operator()(const byte_buffer& bytes) const { return hex_digits(bytes); }
  std::string operator()(const std::vector<std::string>& list) const {
    std::string line;
    for (const auto& item : list) line += (line.empty() ? "" : "\\0") + printable(item);
    return line;
  }
};

struct as_json {
  json operator()(const byte_buffer& bytes) const { return hex_digits(bytes); }
  template <class T>
  json operator()(const T& meaning) const {
    return meaning;
  }
};

std::string meaning_text(const registry_value& value) {
  std::string why_not;
  const auto meaning = shown(value, why_not);
  if (!why_not.empty()) note(why_not);
  return std::visit(as_text{}, meaning);
}

json to_json(const registry_value& value) {
  std::string why_not;
  const auto meaning = shown(value, why_not);
  json out{{"name", value.name},
           {"type", to_string(value.type)},
           {"size", value.data.size()},
           {"value", std::visit(as_json{}, meaning)}};
  if (!why_not.empty()) out["malformed"] = why_not;
  return out;
}

}  // namespace

void print_listing(std::FILE* out, const key_listing& listing) {
  for (const auto& name : listing.subkeys) fmt::print(out, "{}\\\n", printable(name));
  if (!listing.values) return;
  for (const auto& value : *listing.values) fmt::print(out, "{}    {}\n", head(value), meaning_text(value));
}

void print_value(std::FILE* out, const registry_value& value) {
  const auto meaning = value.decode();
  const auto* list = meaning ? std::get_if<std::vector<std::string>>(&*meaning) : nullptr;
  if (list == nullptr) {
    fmt::print(out, "{}    {}\n", head(value), meaning_text(value));
    return;
  }
  fmt::print(out, "{}\n", head(value));
  for (const auto& item : *list) fmt::print(out, "    {}\n", printable(item));
}

std::string listing_as_json(const key_listing& listing) {
  json out{{"key", listing.path}, {"subkeys", listing.subkeys}};
  if (listing.values) {
    out["values"] = json::array();
    for (const auto& value : *listing.values) out["values"].push_back(to_json(value));
  }
  return out.dump();
}

std::string value_as_json(const std::string& key, const registry_value& value) {
  json out{{"key", key}};
  out.update(to_json(value));
  return out.dump();
}

}  // namespace perfdata::cli
