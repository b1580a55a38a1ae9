#include "monitor/gui/layouts/layout_file.hpp"

#include "monitor/core/user_folders.hpp"
#include "monitor/gui/named_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <utility>

namespace perfdata::monitor {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_layout = std::uintmax_t{1} << 20U;

}  // namespace

fs::path layout_folder() {
  const auto folder = config_folder();
  return folder.empty() ? folder : folder / "layouts";
}

fs::path last_layout_file() {
  const auto folder = state_folder();
  return folder.empty() ? folder : folder / "last-layout.toml";
}

result<layout> read_layout(const fs::path& file) {
  std::error_code unknown;
  if (!fs::is_regular_file(file, unknown) || fs::file_size(file, unknown) > largest_layout)
    return failure({.code = errc::not_found,
                    .message = fmt::format("there is no layout in \"{}\"", file.string()),
                    .advice = "save one with Ctrl+S in the window"});
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  auto kept = parse_layout(text.str());
  if (!kept) kept.error().message = fmt::format("{}: {}", file.string(), kept.error().message);
  return kept;
}

std::vector<layout> read_layouts(const fs::path& folder, std::vector<std::string>& problems) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed))
    if (at->path().extension() == ".toml") files.push_back(at->path());
  std::ranges::sort(files);
  std::vector<layout> layouts;
  for (const auto& file : files) {
    if (auto kept = read_layout(file))
      layouts.push_back(std::move(*kept));
    else
      problems.push_back(kept.error().message);
  }
  return layouts;
}

result<void> save_layout(const fs::path& folder, const layout& kept) {
  const auto name = file_name_of(kept.name);
  if (name.empty())
    return failure(
        {.code = errc::invalid_argument, .message = "give the layout a name with letters or figures"});
  return write_layout(folder / (name + ".toml"), kept);
}

result<void> write_layout(const fs::path& file, const layout& kept) {
  return write_named_file(file, to_toml(kept));
}

}  // namespace perfdata::monitor
