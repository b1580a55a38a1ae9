#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

#include <perfdata/base/ascii.hpp>
#include <perfdata/query/planner.hpp>

namespace perfdata {
namespace {

// The indexes of a name in the first table that knows it: names of different languages may coincide.
std::vector<std::uint32_t> find_in_any(std::string_view name, const title_table& names,
                                       std::span<const title_table> other_languages) {
  auto found = names.find_all(name);
  for (auto table = other_languages.begin(); found.empty() && table != other_languages.end(); ++table)
    found = table->find_all(name);
  return found;
}

}  // namespace

result<query_plan> plan_query(std::vector<counter_path> paths, const title_table& names,
                              std::span<const title_table> other_languages) {
  query_plan plan;
  std::set<std::uint32_t> needed;
  bool everything = false;
  for (auto& path : paths) {
    planned_path planned{.path = std::move(path)};
    const std::string& object = planned.path.object;
    if (const auto index = to_number(object)) {
      planned.objects = {*index};
    } else if (is_wildcard(object)) {
      everything = true;
    } else {
      planned.objects = find_in_any(object, names, other_languages);
      if (planned.objects.empty())
        return failure(
            {.code = errc::not_found,
             .message = fmt::format("no object is called \"{}\"", object),
             .advice = "list what there is, or write the object's title index instead of its name"});
    }
    needed.insert(planned.objects.begin(), planned.objects.end());
    plan.paths.push_back(std::move(planned));
  }
  if (!everything) plan.objects.assign(needed.begin(), needed.end());
  plan.value_name = everything ? "Global" : fmt::format("{}", fmt::join(needed, " "));
  return plan;
}

bool matches_object(const planned_path& planned, std::uint32_t title_index, std::string_view name) noexcept {
  if (planned.objects.empty()) return matches_wildcard(planned.path.object, name);
  return std::ranges::find(planned.objects, title_index) != planned.objects.end();
}

bool matches_counter(const counter_path& path, std::uint32_t title_index, std::string_view name) noexcept {
  if (const auto index = to_number(path.counter)) return *index == title_index;
  const auto last = name.find_last_not_of(' ');
  return matches_wildcard(path.counter, last == std::string_view::npos ? name : name.substr(0, last + 1));
}

bool matches_instance(const counter_path& path, std::string_view text, std::uint32_t occurrence) noexcept {
  if (!path.instance) return false;
  if (is_wildcard(*path.instance))
    return matches_wildcard(*path.instance, text) && path.index.value_or(occurrence) == occurrence;
  if (equals_ignoring_case(*path.instance, text)) return path.index.value_or(0) == occurrence;
  // A name that itself ends in "#7".
  return path.index && equals_ignoring_case(fmt::format("{}#{}", *path.instance, *path.index), text) &&
         occurrence == 0;
}

}  // namespace perfdata
