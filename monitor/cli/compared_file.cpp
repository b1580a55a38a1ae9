#include "monitor/cli/compared_file.hpp"

#include "monitor/cli/compared_recording.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <perfdata/recording/whole_file.hpp>

namespace perfdata::cli {
namespace {

// JSON begins with a brace, whatever blanks stand before it. Of what can be compared only a log of JSON lines
// does so, too, and its lines begin with their time.
bool is_report(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rbe");
  if (file == nullptr) return false;
  std::array<char, 64> start{};
  const std::string_view text(start.data(), std::fread(start.data(), 1, start.size(), file));
  std::fclose(file);
  const auto first = text.find_first_not_of(" \n\r\t");
  if (first == std::string_view::npos || text[first] != '{') return false;
  const auto key = text.find_first_not_of(" \n\r\t", first + 1);
  return key == std::string_view::npos || !text.substr(key).starts_with("\"time\"");
}

void keep_chosen(run_report& report, std::span<const counter_path> paths) {
  for (auto& run : report.runs)
    std::erase_if(run.series, [&](const run_series& series) {
      return std::ranges::none_of(paths, [&](const counter_path& path) { return means(path, series); });
    });
}

}  // namespace

result<run_report> read_runs(const std::string& file, std::span<const counter_path> paths) {
  if (!is_report(file)) return read_recorded_runs(file, paths);
  const auto bytes = read_whole_file(file);
  if (!bytes) return failure(bytes.error());
  std::string text;
  text.reserve(bytes->size());
  for (const std::byte byte : *bytes) text.push_back(std::to_integer<char>(byte));
  auto report = parse_run_report(text, file);
  if (report && !paths.empty()) keep_chosen(*report, paths);
  return report;
}

}  // namespace perfdata::cli
