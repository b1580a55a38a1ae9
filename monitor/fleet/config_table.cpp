#include "monitor/fleet/config_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace perfdata::fleet {

const toml::node* config_table::find(std::string_view key) {
  taken_.emplace(key);
  return problem_ ? nullptr : table_.get(key);
}

void config_table::fail_at(const toml::node* node, std::string_view key, std::string_view what) {
  if (problem_) return;
  const auto line = (node != nullptr ? node->source() : table_.source()).begin.line;
  problem_ =
      error{.code = errc::invalid_argument,
            .message = fmt::format("line {}: {}{}{} {}", line, where_, where_.empty() ? "" : " ", key, what)};
}

void config_table::fail(std::string_view key, std::string_view what) {
  fail_at(table_.get(key), key, what);
}

void config_table::take(std::string_view key, std::string& to) {
  const auto* node = find(key);
  if (node == nullptr) return;
  if (auto text = node->value_exact<std::string>(); text && text->find('\0') == std::string::npos)
    to = *std::move(text);
  else
    fail_at(node, key, "is a text");
}

void config_table::take(std::string_view key, bool& to) {
  const auto* node = find(key);
  if (node == nullptr) return;
  if (const auto flag = node->value_exact<bool>())
    to = *flag;
  else
    fail_at(node, key, "is true or false");
}

void config_table::take(std::string_view key, std::vector<std::string>& to) {
  const auto* node = find(key);
  if (node == nullptr) return;
  std::vector<std::string> texts;
  if (const auto* array = node->as_array())
    for (const auto& each : *array)
      if (auto text = each.value_exact<std::string>()) texts.push_back(*std::move(text));
  if (node->as_array() == nullptr || texts.size() != node->as_array()->size())
    fail_at(node, key, R"(is a list of texts: ["one", "two"])");
  else
    to = std::move(texts);
}

void config_table::take_count(std::string_view key, std::uint64_t& to, std::uint64_t least,
                              std::uint64_t most) {
  const auto* node = find(key);
  if (node == nullptr) return;
  const auto number = node->value_exact<std::int64_t>();
  if (number && *number >= 0 && static_cast<std::uint64_t>(*number) >= least &&
      static_cast<std::uint64_t>(*number) <= most)
    to = static_cast<std::uint64_t>(*number);
  else
    fail_at(node, key, fmt::format("is a whole number from {} to {}", least, most));
}

void config_table::take_seconds(std::string_view key, std::chrono::milliseconds& to, double least,
                                double most) {
  const auto* node = find(key);
  if (node == nullptr) return;
  const auto seconds = node->is_number() ? node->value<double>() : std::nullopt;
  if (seconds && *seconds >= least && *seconds <= most)  // false for what is not a number, too
    to = std::chrono::milliseconds(static_cast<std::int64_t>(*seconds * 1000));
  else
    fail_at(node, key, fmt::format("is a number of seconds from {} to {}", least, most));
}

std::optional<std::size_t> config_table::take_choice(std::string_view key,
                                                     const std::vector<std::string_view>& names) {
  const auto* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto text = node->value_exact<std::string>();
  for (std::size_t i = 0; text && i < names.size(); ++i)
    if (names[i] == *text) return i;
  fail_at(node, key, fmt::format("is one of \"{}\"", fmt::join(names, "\", \"")));
  return std::nullopt;
}

void config_table::take_table(std::string_view key, const std::function<void(config_table&)>& read) {
  const auto* node = find(key);
  if (node == nullptr) return;
  if (node->as_table() == nullptr) return fail_at(node, key, fmt::format("is a table: [{}]", key));
  config_table inner(*node->as_table(), fmt::format("[{}]", key), problem_);
  read(inner);
  inner.finish();
}

void config_table::take_tables(std::string_view key,
                               const std::function<void(const std::string&, config_table&)>& read) {
  const auto* node = find(key);
  if (node == nullptr) return;
  if (node->as_table() == nullptr) return fail_at(node, key, fmt::format("holds tables: [{}.NAME]", key));
  for (const auto& [name, each] : *node->as_table()) {
    const std::string text(name.str());
    if (each.as_table() == nullptr)
      return fail_at(&each, text, fmt::format("is a table: [{}.{}]", key, text));
    config_table inner(*each.as_table(), fmt::format("[{}.{}]", key, text), problem_);
    read(text, inner);
    inner.finish();
  }
}

void config_table::take_list(std::string_view key,
                             const std::function<void(config_table*, const std::string*)>& read) {
  const auto* node = find(key);
  if (node == nullptr) return;
  if (node->as_array() == nullptr) return fail_at(node, key, "is a list");
  for (const auto& each : *node->as_array()) {
    if (const auto text = each.value_exact<std::string>()) {
      read(nullptr, &*text);
    } else if (each.as_table() != nullptr) {
      config_table inner(*each.as_table(), fmt::format("{} {}", where_, key), problem_);
      read(&inner, nullptr);
      inner.finish();
    } else {
      return fail_at(&each, key, "is a list of texts and tables");
    }
  }
}

void config_table::finish() {
  for (const auto& [key, node] : table_)
    if (!taken_.contains(key.str()))
      return fail_at(&node, key.str(),
                     taken_.empty() ? "is not known here"
                                    : fmt::format("is not known here, only {}", fmt::join(taken_, ", ")));
}

}  // namespace perfdata::fleet
