#include "monitor/cli/interrupt.hpp"
#include "monitor/cli/printable.hpp"
#include "monitor/cli/report.hpp"
#include "monitor/cli/standard_streams.hpp"
#include "monitor/gui/application.hpp"
#include "monitor/gui/layouts/layout_file.hpp"
#include "monitor/gui/monitor_arguments.hpp"
#include "monitor/terminal/live_terminal.hpp"

#include <cstdio>
#include <exception>
#include <fmt/format.h>

namespace {

using namespace perfdata;
using namespace perfdata::monitor;

int complain(const error& failure) {
  cli::tell(fmt::format("perfdata-monitor: {}\n", cli::printable(failure.message)));
  if (!failure.advice.empty()) cli::tell(fmt::format("  try: {}\n", cli::printable(failure.advice)));
  return failure.code == errc::invalid_argument ? 2 : 1;
}

int run_in_window(std::unique_ptr<window> opened, selection chosen, std::optional<layout> arranged,
                  const monitor_arguments& arguments) {
  const cli::interrupt interrupt;
  application program(std::move(opened), std::move(chosen),
                      {.theme = arguments.theme_choice(),
                       .page = arguments.page_choice(),
                       .arranged = std::move(arranged),
                       .last_layout = arguments.screenshot.empty() ? last_layout_file() : "",
                       .screenshot = arguments.screenshot,
                       .screenshot_after = std::chrono::duration<double>(arguments.after_seconds)});
  const auto ended = program.run([&] { return interrupt.requested(); });
  return ended ? 0 : complain(ended.error());
}

int run(int argc, char** argv) {
  cli::open_standard_streams();
  monitor_arguments arguments;
  if (const auto ending = parse({argv + 1, argv + argc}, arguments)) {
    if (ending->code == 0)
      fmt::print("{}", ending->text);
    else
      cli::tell(ending->text);
    return ending->code;
  }
  auto chosen = first_selection(arguments);
  if (!chosen) return complain(chosen.error());
  auto arranged = first_layout(arguments, layout_folder(), last_layout_file());
  if (!arranged) return complain(arranged.error());
  if (!arguments.terminal) {
    auto opened = window::open(
        {"perfdata monitor", arguments.width, arguments.height, static_cast<float>(arguments.scale)});
    if (opened) return run_in_window(std::move(*opened), std::move(*chosen), std::move(*arranged), arguments);
    if (!arguments.screenshot.empty()) return complain(opened.error());
    cli::tell(fmt::format("perfdata-monitor: {}; showing the counters here until Ctrl-C\n",
                          opened.error().message));
  }
  return run_in_terminal(std::move(*chosen)) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  // Nothing of ours throws; this is for memory that runs out.
  try {
    return run(argc, argv);
  } catch (const std::exception& problem) {
    cli::tell(fmt::format("perfdata-monitor: {}\n", problem.what()));
    return 1;
  }
}
