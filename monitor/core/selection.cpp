#include "monitor/core/selection.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace perfdata::monitor {
namespace {

constexpr std::array<std::string_view, 8> overview{
    R"(\Processor(_Total)\% Processor Time)",       R"(\Processor(*)\% Processor Time)",
    R"(\Memory\% Committed Bytes In Use)",          R"(\Memory\Available Bytes)",
    R"(\PhysicalDisk(_Total)\Disk Read Bytes/sec)", R"(\PhysicalDisk(_Total)\Disk Write Bytes/sec)",
    R"(\Network Interface(*)\Bytes Received/sec)",  R"(\Network Interface(*)\Bytes Sent/sec)"};

bool same_path(const chosen_path& a, const chosen_path& b) noexcept {
  return a.source == b.source && a.path.index == b.path.index &&
         equals_ignoring_case(a.path.object, b.path.object) &&
         a.path.instance.has_value() == b.path.instance.has_value() &&
         equals_ignoring_case(a.path.instance.value_or(""), b.path.instance.value_or("")) &&
         equals_ignoring_case(a.path.counter, b.path.counter);
}

/// Object, counter or a title index in digits.
bool names(const std::string& pattern, const std::string& text, std::uint32_t index) noexcept {
  return matches_wildcard(pattern, text) || pattern == std::to_string(index);
}

void forget_removals(selection& chosen, const chosen_path& path) {
  std::erase_if(chosen.removed, [&](const series_key& key) {
    const auto parsed = counter_path::parse(key.path);
    if (!parsed || key.source != path.source) return false;
    const auto& instance = path.path.instance;
    return matches_wildcard(path.path.object, parsed->object) &&
           matches_wildcard(path.path.counter, parsed->counter) &&
           (!instance || matches_wildcard(*instance, parsed->instance.value_or("")));
  });
}

}  // namespace

void choose(selection& chosen, const chosen_path& added) {
  forget_removals(chosen, added);
  if (!is_chosen(chosen, added)) chosen.paths.push_back(added);
}

bool is_chosen(const selection& chosen, const chosen_path& path) noexcept {
  return std::any_of(chosen.paths.begin(), chosen.paths.end(),
                     [&](const chosen_path& other) { return same_path(other, path); });
}

void unchoose(selection& chosen, const chosen_path& path) {
  forget_removals(chosen, path);
  std::erase_if(chosen.paths, [&](const chosen_path& other) { return same_path(other, path); });
}

void remove_line(selection& chosen, const series& line) {
  chosen.hidden.erase(line.key);
  std::erase_if(chosen.paths, [&](const chosen_path& path) {
    return path.source == line.key.source && !path.path.has_wildcard() && covers(path.path, line.newest);
  });
  const bool still_covered =
      std::any_of(chosen.paths.begin(), chosen.paths.end(), [&](const chosen_path& path) {
        return path.source == line.key.source && covers(path.path, line.newest);
      });
  if (still_covered) chosen.removed.insert(line.key);
}

bool covers(const counter_path& path, const row& line) noexcept {
  if (!names(path.object, line.object, line.object_index) ||
      !names(path.counter, line.counter, line.counter_index))
    return false;
  if (!path.instance) return line.instance.empty();
  const auto hash = line.instance.rfind('#');
  const auto bare = std::string_view(line.instance).substr(0, hash);
  if (!path.index)
    return matches_wildcard(*path.instance, line.instance) || matches_wildcard(*path.instance, bare);
  const auto number = hash == std::string::npos ? "0" : line.instance.substr(hash + 1);
  return matches_wildcard(*path.instance, bare) && number == std::to_string(*path.index);
}

std::vector<counter_path> overview_paths() {
  std::vector<counter_path> paths;
  for (const auto text : overview)
    if (auto path = counter_path::parse(text)) paths.push_back(std::move(*path));
  return paths;
}

}  // namespace perfdata::monitor
