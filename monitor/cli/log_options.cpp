#include "monitor/cli/log_options.hpp"

#include <charconv>
#include <fmt/format.h>

#include <perfdata/recording/pdh_time.hpp>
#include <perfdata/recording/random_file.hpp>
#include <perfdata/recording/text_lines.hpp>

namespace perfdata::cli {
namespace {

result<void> read_counter_file(const std::string& name, std::vector<counter_path>& paths) {
  auto file = random_file::open(name);
  if (!file) return failure(file.error());
  auto lines = text_lines::open(std::move(*file));
  if (!lines) return failure(lines.error());
  std::string_view line;
  for (std::size_t number = 1;; ++number) {
    const auto more = (*lines)->next(line);
    if (!more) return failure(more.error());
    if (!*more) return {};
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    if (line.size() > 1 && line.starts_with('"') && line.ends_with('"'))
      line = line.substr(1, line.size() - 2);
    auto path = counter_path::parse(line);
    if (!path) {
      error named = path.error();
      named.message = fmt::format("\"{}\", line {}: {}", name, number, named.message);
      return failure(std::move(named));
    }
    paths.push_back(std::move(*path));
  }
}

}  // namespace

result<every_option> parse_every(const std::string& text) {
  using namespace std::chrono;
  std::uint64_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  const error wrong{.code = errc::invalid_argument,
                    .message = fmt::format("\"{}\" is neither a number of samples nor a span of time", text),
                    .advice = "10 for each tenth sample, or 500ms, 15s, 5m, 1h for one sample in that time"};
  constexpr std::uint64_t most = 1U << 30U;
  if (failed != std::errc{} || number == 0 || number > most) return failure(wrong);
  const auto span = static_cast<std::int64_t>(number);
  if (unit.empty()) return every_option{.nth = number};
  if (unit == "ms") return every_option{.span = std::chrono::milliseconds(span)};
  if (unit == "s") return every_option{.span = std::chrono::seconds(span)};
  if (unit == "m") return every_option{.span = std::chrono::minutes(span)};
  if (unit == "h") return every_option{.span = std::chrono::hours(span)};
  return failure(wrong);
}

result<std::chrono::sys_time<hundred_ns>> parse_moment(const std::string& text, std::chrono::minutes bias) {
  auto time = parse_pdh_time(text);
  if (!time) time = parse_pdh_time(text + " 00:00");
  if (!time)
    return failure(
        {.code = errc::invalid_argument,
         .message = fmt::format("\"{}\" is no time", text),
         .advice = "2016-11-26 13:46:30 on the clock of the log's machine, or with a Z behind it UTC"});
  return to_utc(*time, text.ends_with('Z') ? std::chrono::minutes{} : bias);
}

result<std::vector<counter_path>> read_counters(const std::vector<std::string>& entries) {
  std::vector<counter_path> paths;
  for (const auto& entry : entries) {
    if (!entry.starts_with('\\')) {
      if (auto read = read_counter_file(entry, paths); !read) return failure(read.error());
      continue;
    }
    auto path = counter_path::parse(entry);
    if (!path) return failure(path.error());
    paths.push_back(std::move(*path));
  }
  return paths;
}

}  // namespace perfdata::cli
