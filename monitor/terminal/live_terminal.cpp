#include "monitor/terminal/live_terminal.hpp"

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/terminal.hpp"
#include "monitor/core/session.hpp"
#include "monitor/terminal/live_table.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <string>

namespace perfdata::monitor {
namespace {

constexpr std::chrono::milliseconds look_every{100};
constexpr const char* home = "\x1b[H";
constexpr const char* clear_to_end_of_line = "\x1b[K";
constexpr const char* clear_to_end = "\x1b[J";

void redraw_in_place(const frame& frame, const selection& chosen) {
  const auto screen = cli::size_of_terminal(stdout);
  const auto span = chosen.view.span;
  // The last line stays free: a line feed there would scroll the table away from "home".
  const auto table = live_table(frame, span, {screen.lines - 1, screen.columns});
  std::string text = home;
  for (const char character : table) {
    if (character == '\n') text += clear_to_end_of_line;
    text += character;
  }
  text += clear_to_end;
  std::fwrite(text.data(), 1, text.size(), stdout);
}

// Where nothing is drawn in place, a trouble is told once, and again when it changes.
class told_troubles {
 public:
  void tell_new(const frame& frame) {
    for (const auto& source : frame.sources) {
      auto& told = told_[source.label];
      const auto now = trouble_of(source);
      if (now != told && !now.empty()) cli::tell(now);
      told = now;
    }
  }

 private:
  static std::string trouble_of(const source_view& source) {
    std::string text;
    for (const auto& line : trouble_lines(source))
      text += text.empty() ? fmt::format("perfdata-monitor: {}: {}\n", source.label, line)
                           : fmt::format("  {}\n", line);
    return text;
  }

  std::map<std::string, std::string> told_;
};

}  // namespace

bool run_in_terminal(selection chosen) {
  const cli::interrupt interrupt;
  const bool in_place = cli::is_terminal(stdout);
  session watching(nullptr);
  watching.apply(chosen);
  if (in_place) std::fputs(clear_to_end, stdout);
  told_troubles troubles;
  double shown = 0;
  bool first = true;
  while (!interrupt.requested() && std::ferror(stdout) == 0) {
    const bool changed = watching.advance(chosen);
    watching.apply(chosen);
    if (!in_place) troubles.tell_new(watching.view());
    if (in_place && (changed || first)) redraw_in_place(watching.view(), chosen);
    if (!in_place && changed && watching.view().newest_time > shown) {
      const auto text = live_lines(watching.view());
      std::fwrite(text.data(), 1, text.size(), stdout);
      shown = watching.view().newest_time;
    }
    first = false;
    std::fflush(stdout);
    interrupt.wait_until(std::chrono::steady_clock::now() + look_every);
  }
  return std::ferror(stdout) == 0;
}

}  // namespace perfdata::monitor
