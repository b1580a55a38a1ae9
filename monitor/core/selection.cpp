#include "monitor/core/selection.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include <perfdata/query/planner.hpp>

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

/// "svchost#2" is the third svchost, unless that is its whole name.
bool means_instance(const counter_path& path, std::string_view display) noexcept {
  if (matches_instance(path, display, 0)) return true;
  const auto hash = display.rfind('#');
  std::uint32_t occurrence = 0;
  if (hash == std::string_view::npos) return false;
  const auto digits = display.substr(hash + 1);
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), occurrence);
  const bool numbered = !digits.empty() && failed == std::errc{} && end == digits.data() + digits.size();
  return numbered && matches_instance(path, display.substr(0, hash), occurrence);
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
  const auto known =
      std::ranges::find_if(chosen.paths, [&](const chosen_path& other) { return same_path(other, added); });
  if (known == chosen.paths.end())
    chosen.paths.push_back(added);
  else if (added.chart)
    known->chart = added.chart;
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
  const auto own = std::erase_if(chosen.paths, [&](const chosen_path& path) {
    return path.source == line.key.source && !path.path.has_wildcard() && covers(path.path, line.newest);
  });
  const bool still_covered =
      std::any_of(chosen.paths.begin(), chosen.paths.end(), [&](const chosen_path& path) {
        return path.source == line.key.source && covers(path.path, line.newest);
      });
  // Nothing that was taken back: the line came by a wildcard, or by a name in another language.
  if (still_covered || own == 0) chosen.removed.insert(line.key);
}

void show_all_as(selection& chosen, chart_kind kind) {
  chosen.kind = kind;
  for (auto& [id, setup] : chosen.charts) setup.kind.reset();
}

bool covers(const counter_path& path, const row& line) noexcept {
  const bool object =
      matches_wildcard(path.object, line.object) || path.object == std::to_string(line.object_index);
  if (!object || !matches_counter(path, line.counter_index, line.counter)) return false;
  return path.instance ? means_instance(path, line.instance) : line.instance.empty();
}

std::vector<counter_path> overview_paths() {
  std::vector<counter_path> paths;
  for (const auto text : overview)
    if (auto path = counter_path::parse(text)) paths.push_back(std::move(*path));
  return paths;
}

}  // namespace perfdata::monitor
