#include "monitor/gui/monitor_arguments.hpp"

#include "monitor/cli/place_requests.hpp"
#include "monitor/cli/printable.hpp"
#include "monitor/core/first_paths.hpp"
#include "monitor/gui/layouts/layout_file.hpp"
#include "monitor/gui/named_file.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <sstream>

namespace perfdata::monitor {
namespace {

constexpr const char* about =
    R"(Counter paths are \\host\Object(parent/instance#index)\Counter, with * wildcards; quote them:
  perfdata-monitor
  perfdata-monitor '\Processor(*)\% Processor Time' '\Memory\Available Bytes'
  perfdata-monitor --host server --user 'CORP\reader' --interval 0.5
Without a display the same counters are shown in the terminal until Ctrl-C.)";

void add_view_options(CLI::App& app, monitor_arguments& into) {
  app.add_option("--theme", into.theme, "colours")
      ->type_name("dark|light|contrast")
      ->check(CLI::IsMember({"dark", "light", "contrast"}))
      ->capture_default_str();
  app.add_option("--axes", into.axes, "an axis for each unit, or one for all")
      ->type_name("lanes|shared")
      ->check(CLI::IsMember({"lanes", "shared"}))
      ->capture_default_str();
  app.add_option("--show", into.kind, "how the charts show their values")
      ->type_name("lines|stacked|bars|report")
      ->check(CLI::IsMember({"lines", "stacked", "bars", "report"}))
      ->capture_default_str();
  app.add_option("--columns", into.columns, "charts beside each other")
      ->check(CLI::Range(1, 4))
      ->capture_default_str();
  app.add_option("--page", into.page, "what stands below the charts")
      ->type_name("lines|ranking|objects")
      ->check(CLI::IsMember({"lines", "ranking", "objects"}))
      ->capture_default_str();
}

void add_window_options(CLI::App& app, monitor_arguments& into) {
  app.add_option("--layout", into.layout, "a layout that was saved in the window (default: the last one)")
      ->type_name("NAME");
  app.add_option("--scale", into.scale, "size of text and lines (default: the screen's)")
      ->type_name("FACTOR")
      ->check(CLI::Range(0.5, 4.0));
  app.add_option("--width", into.width, "of the window")->check(CLI::Range(480, 8192))->capture_default_str();
  app.add_option("--height", into.height, "of the window")
      ->check(CLI::Range(320, 8192))
      ->capture_default_str();
}

void set_up(CLI::App& app, monitor_arguments& into) {
  app.set_version_flag("--version", "perfdata-monitor " PERFDATA_VERSION);
  app.set_help_flag("-h,--help", "this text");
  app.footer(about);
  into.sources.setup(app);
  app.add_option("PATH", into.paths, "counter paths to chart (default: processor, memory, disk and network)");
  app.add_option("-i,--interval", into.interval_seconds, "between two samples")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.05, 3600.0))
      ->capture_default_str();
  add_view_options(app, into);
  add_window_options(app, into);
  app.add_option("--record", into.record, "keep what live sources answer in this recording")
      ->type_name("FILE");
  auto* screenshot = app.add_option("--screenshot", into.screenshot, "write a PNG of the window, then end")
                         ->type_name("FILE");
  app.add_option("--after", into.after_seconds, "when the screenshot is taken")
      ->type_name("SECONDS")
      ->check(CLI::Range(0.0, 86400.0))
      ->needs(screenshot)
      ->capture_default_str();
  app.add_flag("--terminal", into.terminal, "no window: show the counters in the terminal");
}

chart_kind kind_of(std::string_view name) {
  if (name == "stacked") return chart_kind::stacked;
  if (name == "bars") return chart_kind::bars;
  return name == "report" ? chart_kind::report : chart_kind::lines;
}

chart_layout axes_of(std::string_view name) {
  return name == "shared" ? chart_layout::shared_axis : chart_layout::lane_per_unit;
}

result<layout> layout_named(const std::string& name, const std::filesystem::path& folder) {
  auto kept = read_layout(folder / (file_name_of(name) + ".toml"));
  if (kept || kept.error().code != errc::not_found) return kept;
  std::string known;
  std::vector<std::string> problems;
  for (const auto& each : read_layouts(folder, problems)) known += (known.empty() ? "" : ", ") + each.name;
  return failure({.code = errc::invalid_argument,
                  .message = fmt::format("there is no layout called \"{}\"", name),
                  .advice = known.empty() ? "save one with Ctrl+S in the window" : "one of these: " + known});
}

early_ending wrong_usage(std::string_view message, std::string_view advice) {
  return {2, fmt::format("perfdata-monitor: {}\n  try: {}\n", cli::printable(message), advice)};
}

}  // namespace

std::optional<early_ending> parse(std::vector<std::string> arguments, monitor_arguments& into) {
  CLI::App app("Live Windows performance counters in a window, of this machine and others",
               "perfdata-monitor");
  set_up(app, into);
  for (const auto& argument : arguments)
    if (argument == "--password" || argument.starts_with("--password="))
      return wrong_usage("a password is never an argument",
                         "--password-file PATH, the variable PERFDATA_PASSWORD_FILE, or the prompt");
  arguments = cli::with_kerberos_last(std::move(arguments));
  std::ranges::reverse(arguments);
  try {
    app.parse(std::move(arguments));
    for (const char* option : {"--theme", "--axes", "--show", "--columns", "--page"})
      if (app.count(option) > 0) into.given.insert(option);
    return std::nullopt;
  } catch (const CLI::Success& asked) {
    std::ostringstream text;
    std::ostringstream unused;
    app.exit(asked, text, unused);
    return early_ending{0, text.str()};
  } catch (const CLI::ParseError& wrong) {
    return wrong_usage(wrong.what(), "perfdata-monitor --help");
  }
}

result<std::optional<layout>> first_layout(const monitor_arguments& arguments,
                                           const std::filesystem::path& folder,
                                           const std::filesystem::path& last) {
  if (arguments.layout.empty() && (!arguments.screenshot.empty() || last.empty())) return std::nullopt;
  auto kept = arguments.layout.empty() ? read_layout(last) : layout_named(arguments.layout, folder);
  if (!kept && arguments.layout.empty()) return std::nullopt;
  if (!kept) return failure(kept.error());
  const auto typed = [&](const char* option) { return arguments.given.contains(option); };
  if (typed("--theme")) kept->theme = arguments.theme_choice();
  if (typed("--page")) kept->page = arguments.page_choice();
  if (typed("--show")) kept->kind = kind_of(arguments.kind);
  if (typed("--axes")) kept->axes = axes_of(arguments.axes);
  if (typed("--columns")) kept->columns = arguments.columns;
  if (!arguments.paths.empty()) kept->sources.clear();
  return std::optional(std::move(*kept));
}

result<selection> first_selection(const monitor_arguments& arguments) {
  selection chosen;
  chosen.interval = std::chrono::milliseconds(static_cast<std::int64_t>(arguments.interval_seconds * 1000));
  chosen.layout = axes_of(arguments.axes);
  chosen.kind = kind_of(arguments.kind);
  chosen.chart_columns = arguments.columns;
  if (!arguments.record.empty()) chosen.requests.emplace_back(record_request{arguments.record});
  const auto sources = cli::with_password(arguments.sources, arguments.paths);
  if (!sources) return failure(sources.error());
  if (arguments.paths.empty()) {
    for (auto& place : sources->places()) {
      auto paths = first_paths(place.place);
      chosen.requests.emplace_back(connect_request{std::move(place), std::move(paths)});
    }
    return chosen;
  }
  auto shared = cli::share_out(*sources, arguments.paths);
  if (!shared) return failure(shared.error());
  for (auto& each : *shared) {
    for (auto& path : each.paths) path.machine.clear();
    chosen.requests.emplace_back(connect_request{std::move(each.options), std::move(each.paths)});
  }
  return chosen;
}

}  // namespace perfdata::monitor
