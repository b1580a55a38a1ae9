#include "monitor/core/user_folders.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <fstream>
#include <system_error>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_bytes_of_user_dirs = std::size_t{64} * 1024;

std::filesystem::path folder_of(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr ? std::filesystem::path(value) : std::filesystem::path();
}

std::filesystem::path within(const std::filesystem::path& home, const char* below) {
  return home.empty() ? home : home / below;
}

bool is_folder(const std::filesystem::path& path) {
  std::error_code unknown;
  return !path.empty() && std::filesystem::is_directory(path, unknown);
}

std::string beginning_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text(most_bytes_of_user_dirs, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return text;
}

}  // namespace

std::filesystem::path config_folder() {
  auto folder = folder_of("XDG_CONFIG_HOME");
  if (folder.empty()) folder = within(folder_of("HOME"), ".config");
  return folder.empty() ? folder : folder / "perfdata";
}

std::filesystem::path state_folder() {
  for (const char* variable : {"XDG_STATE_HOME", "LOCALAPPDATA"})
    if (const auto folder = folder_of(variable); !folder.empty()) return folder / "perfdata";
  const auto home = folder_of("HOME");
  return home.empty() ? home : home / ".local" / "state" / "perfdata";
}

std::filesystem::path folder_in_user_dirs(std::string_view text, std::string_view variable,
                                          const std::filesystem::path& home) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.starts_with(variable)) continue;
    line.remove_prefix(variable.size());
    if (!line.starts_with("=\"") || line.size() < 3 || !line.ends_with('"')) continue;
    line = line.substr(2, line.size() - 3);
    constexpr std::string_view home_variable = "$HOME/";
    if (line.starts_with(home_variable)) return home / line.substr(home_variable.size());
    return line.starts_with('/') ? std::filesystem::path(line) : std::filesystem::path();
  }
  return {};
}

std::filesystem::path documents_folder() {
  if (auto named = folder_of("XDG_DOCUMENTS_DIR"); is_folder(named)) return named;
  auto home = folder_of("HOME");
  auto config = folder_of("XDG_CONFIG_HOME");
  if (config.empty()) config = within(home, ".config");
  if (config.empty()) return home;
  auto listed = folder_in_user_dirs(beginning_of(config / "user-dirs.dirs"), "XDG_DOCUMENTS_DIR", home);
  return is_folder(listed) ? listed : home;
}

std::string time_stamped_name(std::string_view ending) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(seconds - day);
  return fmt::format("perfdata-{:04}{:02}{:02}-{:02}{:02}{:02}Z{}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(), ending);
}

}  // namespace perfdata::monitor
