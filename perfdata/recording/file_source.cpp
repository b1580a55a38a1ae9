#include <array>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

#include <perfdata/base/utf16.hpp>
#include <perfdata/query/counter_path.hpp>
#include <perfdata/recording/counter_log_format.hpp>
#include <perfdata/recording/file_source.hpp>
#include <perfdata/recording/logged_source.hpp>
#include <perfdata/recording/recorded_answers.hpp>
#include <perfdata/recording/replay_source.hpp>
#include <perfdata/recording/whole_file.hpp>
#include <perfdata/view/data_block.hpp>

namespace perfdata {
namespace {

constexpr std::array signature{std::byte{'P'}, std::byte{0}, std::byte{'E'}, std::byte{0},
                               std::byte{'R'}, std::byte{0}, std::byte{'F'}, std::byte{0}};

bool starts_with_signature(byte_view bytes) {
  return bytes.size() >= signature.size() && std::equal(signature.begin(), signature.end(), bytes.begin());
}

// A recording may be larger than memory, and only a file on a disk is one.
bool is_recording(const std::string& path) {
  constexpr std::string_view start = "perfdata recording, version ";
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(path, unknown)) return false;
  std::ifstream in(path, std::ios::binary);
  std::string text(start.size(), '\0');
  return in.read(text.data(), static_cast<std::streamsize>(text.size())) && text == start;
}

error named(error problem, const std::string& path) {
  if (problem.message.find(path) == std::string::npos)
    problem.message = fmt::format("\"{}\": {}", path, problem.message);
  return problem;
}

// A binary log whose first buffer is damaged is read all the same.
bool is_log(const std::string& path) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(path, unknown)) return false;
  const auto format = recognise_log_file(path);
  return format && (*format || log_format_named(path) == log_format::blg);
}

result<std::unique_ptr<counter_source>> open_log(const std::string& path, const std::string& machine) {
  auto log = open_counter_log(path);
  if (!log) return failure(named(log.error(), path));
  auto source = open_logged_source(std::move(*log), machine);
  if (!source) return failure(named(source.error(), path));
  return source;
}

class raw_block_source final : public counter_source {
 public:
  raw_block_source(byte_buffer block, std::string machine)
      : block_(std::move(block)), machine_(std::move(machine)) {}

  result<void> query(std::string_view value_name, byte_buffer& answer) override {
    if (equals_ignoring_case(value_name, "Counter 009")) {
      answer = base_title_table();
      return {};
    }
    if (!asks_for_objects(value_name))
      return failure({.code = errc::not_found,
                      .message = fmt::format("a raw block holds no value named \"{}\"", value_name)});
    answer.assign(block_.begin(), block_.end());
    return {};
  }

  std::string machine() const override { return machine_; }

 private:
  byte_buffer block_;
  std::string machine_;
};

}  // namespace

result<std::unique_ptr<counter_source>> open_file_source(const std::string& path, const std::string& host) {
  if (is_recording(path)) return open_replay_source(path, host);
  if (is_log(path)) return open_log(path, host);
  auto bytes = read_whole_file(path);
  if (!bytes) return failure(bytes.error());
  if (!starts_with_signature(*bytes))
    return failure(
        {.code = errc::unsupported,
         .message = fmt::format("\"{}\" is neither a recording, nor a log of counters, nor a raw block of "
                                "performance data",
                                path),
         .advice = "give what perfdata record wrote, a .blg, a PDH-CSV or PDH-TSV, SQLite with PDH's tables, "
                   "JSON lines, or what RegQueryValueEx(HKEY_PERFORMANCE_DATA) answered"});
  const auto block = data_block::parse(*bytes);
  if (!block) return failure(named(block.error(), path));
  std::string machine = to_utf8(block->system_name());
  return std::make_unique<raw_block_source>(std::move(*bytes), std::move(machine));
}

}  // namespace perfdata
