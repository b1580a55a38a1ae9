#include "monitor/gui/counter_set_file.hpp"

#include "monitor/core/user_folders.hpp"
#include "monitor/gui/named_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <toml++/toml.h>

namespace perfdata::monitor {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 20U;

error malformed(const toml::source_region& where, std::string_view what) {
  return {.code = errc::malformed_data,
          .message = fmt::format("line {}: {}", where.begin.line, what),
          .advice = R"(write name = "…" and paths = ['\Object(instance)\Counter', …])"};
}

result<counter_set> set_of(const toml::table& table) {
  counter_set set;
  set.name = table["name"].value_or("");
  if (set.name.empty()) return failure(malformed(table.source(), "the set has no name"));
  const auto* paths = table["paths"].as_array();
  if (paths == nullptr) return failure(malformed(table.source(), "the set has no list called paths"));
  for (const auto& each : *paths) {
    const auto* text = each.as_string();
    if (text == nullptr) return failure(malformed(each.source(), "a path is a text"));
    auto path = counter_path::parse(text->get());
    if (!path) return failure(malformed(each.source(), path.error().message));
    path->machine.clear();
    set.paths.push_back(std::move(*path));
  }
  return set;
}

}  // namespace

result<counter_set> parse_counter_set(std::string_view text) {
  try {
    return set_of(toml::parse(text));
  } catch (const toml::parse_error& problem) {
    return failure(malformed(problem.source(), problem.description()));
  }
}

std::string to_toml(const counter_set& set) {
  toml::array paths;
  for (const auto& path : set.paths) paths.push_back(path.to_string());
  std::ostringstream text;
  text << toml::table{{"name", set.name}, {"paths", std::move(paths)}} << '\n';
  return text.str();
}

fs::path counter_set_folder() {
  const auto folder = config_folder();
  return folder.empty() ? folder : folder / "sets";
}

std::vector<counter_set> read_counter_sets(const fs::path& folder, std::vector<std::string>& problems) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code unknown;
    if (at->path().extension() == ".toml" && at->is_regular_file(unknown) &&
        at->file_size(unknown) <= largest_file)
      files.push_back(at->path());
  }
  std::ranges::sort(files);
  std::vector<counter_set> sets;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (auto set = parse_counter_set(text.str()))
      sets.push_back(std::move(*set));
    else
      problems.push_back(fmt::format("{}: {}", file.string(), set.error().message));
  }
  return sets;
}

result<void> save_counter_set(const fs::path& folder, const counter_set& set) {
  const auto name = file_name_of(set.name);
  if (name.empty())
    return failure(
        {.code = errc::invalid_argument, .message = "give the set a name with letters or figures"});
  return write_named_file(folder / (name + ".toml"), to_toml(set));
}

}  // namespace perfdata::monitor
