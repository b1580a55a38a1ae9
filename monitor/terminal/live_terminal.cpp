#include "monitor/terminal/live_terminal.hpp"

#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/terminal.hpp"
#include "monitor/core/session.hpp"
#include "monitor/terminal/live_table.hpp"

#include <cstdio>

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

}  // namespace

bool run_in_terminal(selection chosen) {
  const cli::interrupt interrupt;
  const bool in_place = cli::is_terminal(stdout);
  session watching(nullptr);
  watching.apply(chosen);
  if (in_place) std::fputs(clear_to_end, stdout);
  double shown = 0;
  bool first = true;
  while (!interrupt.requested() && std::ferror(stdout) == 0) {
    const bool changed = watching.advance(chosen);
    watching.apply(chosen);
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
