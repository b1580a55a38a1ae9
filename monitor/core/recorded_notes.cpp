#include "monitor/core/recorded_notes.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <system_error>

#include <perfdata/recording/counter_log_format.hpp>
#include <perfdata/recording/recording_notes.hpp>

namespace perfdata::monitor {
namespace {

constexpr std::uintmax_t longest_recording = std::uintmax_t{256} << 20;
constexpr std::size_t most_notes = 1000;

}  // namespace

std::vector<time_note> recorded_notes(const source_place& place) {
  std::vector<time_note> notes;
  const auto* file = std::get_if<file_place>(&place);
  std::error_code unknown;
  if (file == nullptr || std::filesystem::file_size(file->path, unknown) > longest_recording) return notes;
  const auto format = recognise_log_file(file->path);
  if (!format || *format != log_format::recording) return notes;
  const auto recorded = read_recording_notes(file->path);
  if (!recorded) return notes;
  for (const auto& each : *recorded) {
    if (each.about != "note" || notes.size() == most_notes) continue;
    const auto time = std::chrono::duration<double>(each.time.time_since_epoch()).count();
    notes.push_back({time, std::string(each.value_of("text"))});
  }
  return notes;
}

}  // namespace perfdata::monitor
