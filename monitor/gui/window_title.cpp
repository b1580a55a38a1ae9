#include "monitor/gui/window_title.hpp"

#include <fmt/format.h>

namespace perfdata::monitor {
namespace {

constexpr std::size_t most_named = 3;

std::string keyboard_of(const selection& chosen, const view_memory& memory) {
  if (memory.palette.open && memory.palette.takes_text)
    return memory.palette.question ? memory.palette.question->title : "Choose";
  if (chosen.connect_open && memory.connect.takes_text) return "Connect";
  return memory.browser.searching ? "Search" : "";
}

}  // namespace

std::string window_title(const frame& seen, const selection& chosen, const view_memory& memory) {
  std::string title;
  for (std::size_t i = 0; i < seen.sources.size() && i < most_named; ++i) {
    const auto& source = seen.sources[i];
    title += fmt::format("{}{}", i == 0 ? "" : ", ", source.label);
    if (source.newest->state != source_state::live)
      title += fmt::format(" ({})", to_string(source.newest->state));
  }
  if (seen.sources.size() > most_named)
    title += fmt::format(" and {} more", seen.sources.size() - most_named);
  if (!seen.recording.path.empty()) title += ", recording";
  title += title.empty() ? "perfdata" : " - perfdata";
  const auto keyboard = keyboard_of(chosen, memory);
  return keyboard.empty() ? title : fmt::format("{}: {}", keyboard, title);
}

}  // namespace perfdata::monitor
